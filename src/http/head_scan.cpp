#include "http/head_scan.h"

#include "http/parse.h"

namespace nwd::http {
namespace {

// The method and the version stand beside the target.
constexpr std::size_t longest_first_line = longest_target + 32;

}  // namespace

HeadScan::Found HeadScan::look(std::string_view bytes) {
  while (at_ < bytes.size()) {
    const char c = bytes[at_];
    if (c == '\r') {
      if (at_ + 1 == bytes.size()) return Found::more;
      if (bytes[at_ + 1] != '\n') return Found::malformed;
      if (const auto found = end_line(); found != Found::more) return found;
      continue;
    }
    const bool control = (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
    const bool fold = at_ == line_begin_ && (c == ' ' || c == '\t');
    if (control || fold) return Found::malformed;
    ++at_;
    if (lines_ == 0 && at_ > longest_first_line) return Found::target_too_long;
  }
  return Found::more;
}

HeadScan::Found HeadScan::end_line() {
  const bool empty = at_ == line_begin_;
  at_ += 2;
  if (empty) return lines_ == 0 ? Found::malformed : Found::end;
  line_begin_ = at_;
  return ++lines_ > most_headers + 1 ? Found::too_many_lines : Found::more;
}

}  // namespace nwd::http
