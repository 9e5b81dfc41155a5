// Percent-encoding as requests carry it (RFC 3986, and application/x-www-form-urlencoded of the URL standard).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace nwd::http {

// Decoded and valid UTF-8 without control characters; nothing otherwise. `plus_is_space` in forms and queries.
std::optional<std::string> percent_decode(std::string_view, bool plus_is_space);
// A path without empty, "." or ".." segments and without encoded slashes; nothing otherwise.
std::optional<std::string> decode_path(std::string_view);
// "a=1&b=2"; nothing if malformed or more than `most` pairs. Line ends are allowed in values.
std::optional<Pairs> decode_pairs(std::string_view, std::size_t most);

}  // namespace nwd::http
