// Percent-encoding as requests carry it (RFC 3986, and application/x-www-form-urlencoded of the URL standard).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace nwd::http {

// Only what a path with a query may be written with; everything else must be percent-encoded.
bool is_target(std::string_view);
// Decoded: UTF-8 without control characters, without empty, "." or ".." segments and without encoded slashes or
// backslashes; nothing otherwise.
std::optional<std::string> decode_path(std::string_view);
// "a=1&b=2" of a form or a query, decoded: UTF-8 without control characters, but for line ends and tabs in values.
// Nothing if malformed or more than `most` pairs.
std::optional<Pairs> decode_pairs(std::string_view, std::size_t most);

// All but the unreserved characters of RFC 3986 and those of `also_plain`.
std::string percent_encoded(std::string_view, std::string_view also_plain = {});
std::string encode_pairs(const Pairs&);  // "a=1&b=2"

}  // namespace nwd::http
