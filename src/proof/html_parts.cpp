#include "proof/html_parts.h"

#include <fmt/format.h>

namespace nwd::proof {
namespace {

constexpr std::string_view style = R"(
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #0b0c0c; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #b1b4b6; padding: .4rem .6rem; text-align: left; vertical-align: top; }
section { border-top: 2px solid #0b0c0c; margin-top: 2rem; }
pre { background: #f3f2f1; overflow-x: auto; padding: .8rem; }
.holds { color: #005a30; } .fails { color: #aa2a16; font-weight: bold; } .not-stated, .unknown { color: #594d00; }
)";

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string page_head(std::string_view title) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n"
      "<style>{}</style>\n</head>\n<body>\n<main>\n",
      escaped(title), style);
}

}  // namespace nwd::proof
