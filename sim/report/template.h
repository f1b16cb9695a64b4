// SPDX-License-Identifier: Apache-2.0
// The files of sim/report/page/, embedded at build time (embed.cmake).
#pragma once

#include <string_view>

namespace inversim {

extern const std::string_view kPageHtml;  ///< with {{title}}, {{style}}, {{data}} and {{script}}
extern const std::string_view kPageCss;
extern const std::string_view kPageJs;

}  // namespace inversim
