// What is written before a response's body.
#pragma once

#include <string>

#include "http/message.h"

namespace nwd::http {

struct HeadOptions {
  bool to_head = false;  // the request was HEAD: the length is told, the body is not sent
  bool keep_alive = true;
  Instant now;
};
// Status line and headers. Framing, Date and Connection are written here, whatever the handler set.
std::string response_head(const Response&, const HeadOptions&);
std::string_view body_of(const Response&);
std::string_view sent_body(const Response&, bool to_head);
// Names are tokens, values have no control characters: nothing can be smuggled into the head.
bool is_sendable(const Response&);
void set_header(Response&, std::string_view name, std::string value);  // in place of what is there
std::string http_date(Instant);                                        // "Tue, 24 Nov 2026 10:10:09 GMT"

}  // namespace nwd::http
