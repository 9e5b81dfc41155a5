// One request to another server over TLS, for what must be asked elsewhere (oidc/). Bounded as a whole: the name looked
// up, the connection, the certificate checked against the name (RFC 9525) and the answer read before one deadline, or
// it is given up. Redirects are not followed, nothing is kept.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.h"
#include "http/message.h"

namespace nwd::http {

// "https://login.example.org:8443/path?query": a name or an address, nothing before an "@", no fragment.
struct SecureUrl {
  std::string host;
  std::uint16_t port = 443;
  std::string target;                                    // as sent: "/path?query"
  static Result<SecureUrl> parse(std::string_view url);  // invalid: anything else, or more than 1024 characters
};

struct Outgoing {
  Method method = Method::get;
  SecureUrl to;
  std::string form{};  // of a POST: application/x-www-form-urlencoded
};

struct Reach {
  // PEM file of whom to trust. Empty: whom this system trusts; then only addresses of the public internet are asked, so
  // that nobody can have the server look around in its own network.
  std::filesystem::path authority{};
  std::int64_t whole_ms = 5000;
  std::size_t largest = std::size_t{256} << 10U;  // of the answer's body
};

// unavailable: no answer in time, or none that can be trusted or read; the detail says which.
Result<Response> fetch(const Outgoing&, const Reach& = {});

}  // namespace nwd::http
