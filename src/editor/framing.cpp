#include "editor/framing.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"

namespace nwd::editor {
namespace {

constexpr auto end_of_stream = std::istream::traits_type::eof();

Failure broken(const std::string& why) {
  return fail(Code::invalid, "The header of a message is broken: " + why + ".");
}

// One header line without its CR LF. `left` is what remains of the bound.
Result<std::string> line_of(std::istream& in, std::size_t& left) {
  std::string line;
  for (;;) {
    const auto c = in.get();
    if (c == end_of_stream) return broken("it ends in the middle");
    if (left-- == 0) return fail(Code::too_large, "The header of a message has at most 4096 bytes.");
    if (c == '\n') {
      if (!line.ends_with('\r')) return broken("a line of it does not end with CR LF");
      line.pop_back();
      return line;
    }
    line += static_cast<char>(c);
  }
}

bool is_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-';
  });
}

struct Header {
  std::optional<std::size_t> length;
};

Result<void> read_field(std::string_view line, Header& header) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_name(line.substr(0, colon))) return broken("a line of it has no name");
  const auto name = line.substr(0, colon);
  const auto value = trim(line.substr(colon + 1));
  if (equals_ignoring_case(name, "Content-Length")) {
    if (header.length) return broken("it gives two lengths");
    const auto length = whole_number(value, 0);
    if (!length) return broken("its length is no number");
    if (*length > static_cast<std::int64_t>(max_message_bytes))
      return fail(Code::too_large, "A message has at most 32 MiB.");
    header.length = static_cast<std::size_t>(*length);
  } else if (equals_ignoring_case(name, "Content-Type")) {
    const auto charset = ascii_lower(value);
    const auto at = charset.find("charset=");
    if (at != std::string::npos && charset.find("utf-8", at) == std::string::npos &&
        charset.find("utf8", at) == std::string::npos)
      return broken("messages are in UTF-8 here");
  }
  return {};
}

}  // namespace

Result<std::optional<std::string>> read_message(std::istream& in) {
  if (in.peek() == end_of_stream) return std::nullopt;
  Header header;
  std::size_t left = max_header_bytes;
  for (;;) {
    NWD_TRY(const auto line, line_of(in, left));
    if (line.empty()) break;
    NWD_CHECK(read_field(line, header));
  }
  if (!header.length) return broken("it gives no length");
  std::string content(*header.length, '\0');
  in.read(content.data(), static_cast<std::streamsize>(content.size()));
  if (static_cast<std::size_t>(in.gcount()) != content.size()) return broken("its message ends in the middle");
  return content;
}

void write_message(std::ostream& out, std::string_view content) {
  out << "Content-Length: " << content.size() << "\r\n\r\n" << content << std::flush;
}

}  // namespace nwd::editor
