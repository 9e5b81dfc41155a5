// Pieces of HTML that several pages share. Used by render_html.cpp and difference_html.cpp.
#pragma once

#include <string>
#include <string_view>

namespace nwd::proof {

std::string escaped(std::string_view);
std::string page_head(std::string_view title);  // up to <main>, with its style; the title is escaped here

}  // namespace nwd::proof
