// From bytes to requests, without a socket: bytes are put in as they come, requests come out one after the other.
// What is malformed or ambiguous is refused before anything acts on it (RFC 9112, read strictly: no obs-fold, no bare
// line feed, origin-form targets only, one Host, Content-Length or chunked but never both, no trailers).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "http/message.h"

namespace nwd::http {

inline constexpr std::size_t longest_target = 4096;
inline constexpr std::size_t most_headers = 64;
inline constexpr std::size_t most_query_values = 50;

// Why a request is not served, with its status: some have no Code of their own (414, 417, 431, 501, 505).
struct Refusal {
  int status = 400;
  Error error;
};

class RequestReader {
 public:
  enum class State : std::uint8_t {
    head,      // more bytes are wanted
    admitted,  // the headers are read: look at request(), then take_body() or give up
    body,      // more bytes are wanted
    complete,  // request() is whole; next() goes on
    refused    // see refusal(); nothing more can be read from this connection
  };

  explicit RequestReader(std::size_t header_bytes);
  ~RequestReader();
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  std::span<char> space();      // where the next bytes go
  State received(std::size_t);  // so many were put there
  State take_body(std::size_t most_bytes);
  State next();  // forgets the request; looks at what has come behind it already

  [[nodiscard]] State state() const;
  [[nodiscard]] bool begun() const;  // a byte of the current request is here
  [[nodiscard]] const Refusal& refusal() const;
  // As far as it is read: method, path, query, headers, body. The connection adds the rest.
  Request& request();
  [[nodiscard]] bool keep_alive() const;  // the peer wants it, and the request is read to its end
  [[nodiscard]] bool has_body() const;
  [[nodiscard]] bool expects_continue() const;  // and nothing of the body is here yet
  // What the body may take in memory: its Content-Length, or `most_bytes` if it is chunked.
  [[nodiscard]] std::uint64_t body_bytes(std::size_t most_bytes) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace nwd::http
