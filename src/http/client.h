// A small HTTP/1.1 client on a plain or TLS socket, for tests, benchmarks, `nwd doctor`: keeps its connection. Waits at
// most 30 s for each piece of an answer.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"
#include "http/message.h"

namespace nwd::http {

class Client {
 public:
  static Result<Client> connect(const std::string& address, std::uint16_t port);
  // `authority`: PEM file of whom to trust; the certificate must name `address`.
  static Result<Client> connect_tls(const std::string& address, std::uint16_t port,
                                    const std::filesystem::path& authority);
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;
  ~Client();
  // `target` is path and query as sent. Cookies set by answers are kept and sent again.
  Result<Response> send(Method, std::string_view target, const Pairs& headers = {}, std::string_view body = {});
  Result<std::string> raw(std::string_view bytes);  // sends as is, gives what comes until close or 5 s
  // The halves of raw(), for requests in pieces: one answer is read whole.
  Result<void> write(std::string_view bytes);
  Result<Response> read(Method of_request = Method::get);

 private:
  struct Parts;
  explicit Client(std::unique_ptr<Parts>);
  std::unique_ptr<Parts> parts_;
};

}  // namespace nwd::http
