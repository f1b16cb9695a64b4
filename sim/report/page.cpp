// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/page.h"

#include "inversim/report/fill_page.h"
#include "inversim/report/page_data.h"

namespace inversim {

std::string report_page(const Recording& recording, std::span<const Recording> band,
                        std::span<const MeasuredLine> measured, const Recording* beside) {
  nlohmann::ordered_json data = report_data(recording, band, measured);
  if (beside != nullptr) data["beside"] = report_data(*beside);
  return fill_page(data);
}

}  // namespace inversim
