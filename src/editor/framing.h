// Messages on a stream, as the Language Server Protocol 3.17 frames them ("Base Protocol"): header fields that end with
// CR LF, an empty line, then Content-Length bytes.
#pragma once

#include <cstddef>
#include <istream>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "base/result.h"

namespace nwd::editor {

inline constexpr std::size_t max_header_bytes = 4096;
inline constexpr std::size_t max_message_bytes = std::size_t{32} << 20U;  // a text of 4 MiB, every byte escaped

// The next message; none where the stream ends between messages. `invalid` or `too_large` where a header or its message
// is not what it must be: what follows on the stream cannot be told apart any more.
Result<std::optional<std::string>> read_message(std::istream&);

void write_message(std::ostream&, std::string_view content);

}  // namespace nwd::editor
