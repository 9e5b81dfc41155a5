#include "cli/outcome.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <cstdio>

#include "cli/exit_status.h"

namespace nwd::cli {

void Outcome::say(std::string_view line) const {
  if (!json) fmt::print("{}\n", line);
}

void Outcome::give(const boost::json::value& document) const {
  if (json) fmt::print("{}\n", boost::json::serialize(document));
}

void Outcome::table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows) const {
  if (json) return;
  std::vector<std::size_t> widths(head.size());
  for (std::size_t c = 0; c < head.size(); ++c) {
    widths[c] = head[c].size();
    for (const auto& row : rows) widths[c] = std::max(widths[c], row[c].size());
  }
  const auto print_row = [&](const std::vector<std::string>& row) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); ++c) line += fmt::format("{:<{}}  ", row[c], widths[c]);
    line.erase(line.find_last_not_of(' ') + 1);
    fmt::print("{}\n", line);
  };
  print_row(head);
  for (const auto& row : rows) print_row(row);
}

void Outcome::fail(const Error& error) {
  status_ = exit_status(error.code);
  if (json) {
    boost::json::array fields;
    for (const auto& f : error.fields) fields.push_back({{"field", f.field}, {"message", f.text}});
    fmt::print("{}\n", boost::json::serialize(boost::json::value{
                           {"error", name(error.code)}, {"message", error.message}, {"errors", fields}}));
    return;
  }
  fmt::print(stderr, "nwd: {}\n", error.message.empty() ? error.detail : error.message);
  for (const auto& f : error.fields) fmt::print(stderr, "  {}: {}\n", f.field, f.text);
  if (!error.detail.empty() && !error.message.empty()) fmt::print(stderr, "  ({})\n", error.detail);
}

void Outcome::findings() { status_ = status_findings; }

ProgressLine::ProgressLine(std::string_view doing, bool quiet) : doing_(doing), visible_(!quiet && isatty(2) != 0) {}

ProgressLine::~ProgressLine() {
  if (visible_ && last_percent_ >= 0) fmt::print(stderr, "\r\033[K");
}

void ProgressLine::show(std::int64_t done, std::optional<std::int64_t> of) {
  if (!visible_) return;
  const std::int64_t percent = of && *of > 0 ? done * 100 / *of : done / 1000;
  if (percent == last_percent_) return;
  last_percent_ = percent;
  constexpr std::int64_t width = 30;
  if (of) {
    const auto filled = static_cast<std::size_t>(std::clamp(percent * width / 100, std::int64_t{0}, width));
    fmt::print(stderr, "\r\033[K{} [{:<30}] {} of {}", doing_, std::string(filled, '#'), with_commas(done),
               with_commas(*of));
  } else {
    fmt::print(stderr, "\r\033[K{} {}", doing_, with_commas(done));
  }
  std::fflush(stderr);
}

std::string with_commas(std::int64_t n) {
  std::string digits = std::to_string(n < 0 ? -n : n);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), 1, ',');
  return n < 0 ? "-" + digits : digits;
}

}  // namespace nwd::cli
