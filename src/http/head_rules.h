// What a request's head must be beyond its syntax: a method known here, a plain target, one Host, one framing.
#pragma once

#include <optional>
#include <string>

#include "http/parse.h"

namespace nwd::http {

struct Head {
  std::string method;
  std::string target;
  int version = 11;  // 10: HTTP/1.0
  bool has_body = false;
  bool expects_continue = false;
  Request request;  // headers filled in
};

Refusal malformed(const char* detail);
Refusal too_large(std::size_t most_bytes);

// Fills method, path, query, has_body, expects_continue; or says why not.
std::optional<Refusal> apply_head_rules(Head&, bool has_body);

}  // namespace nwd::http
