// SPDX-License-Identifier: Apache-2.0
// The files of sim/report/page/, embedded at build time (embed.cmake). They are built from
// sim/report/web/ by `./dev web` and kept in the tree, so that no other build needs Node.
#pragma once

#include <string_view>

namespace inversim {

extern const std::string_view
    kPageHtml;  ///< with {{title}}, {{style}}, {{data}}, {{viewer}}, {{script}}
extern const std::string_view kPageCss;
extern const std::string_view kPageJs;
extern const std::string_view kThreeJs;  ///< what kPageJs draws in space with (three.js, MIT)

}  // namespace inversim
