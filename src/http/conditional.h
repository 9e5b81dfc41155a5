// ETag and If-Match (RFC 9110): a version number as an entity tag.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "http/message.h"

namespace nwd::http {

Response& set_version(Response&, std::int64_t version);    // ETag: "7"
Result<std::int64_t> required_version(const Request&);     // from If-Match; precondition_required, invalid
bool not_modified(const Request&, std::string_view etag);  // by If-None-Match
std::string etag_of(std::string_view body);                // strong, of the bytes

}  // namespace nwd::http
