// A blocking socket of a client, plain or TLS.
#pragma once

#include <openssl/ssl.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"

namespace nwd::http {

class Wire {
 public:
  static Result<Wire> connect(const std::string& address, std::uint16_t port);
  Wire(Wire&&) noexcept;
  Wire& operator=(Wire&&) = delete;
  ~Wire();

  Result<void> start_tls(const std::string& address, const std::filesystem::path& authority);
  void patience(int seconds) const;  // of each read_some
  [[nodiscard]] int descriptor() const { return fd_; }
  [[nodiscard]] bool write_all(std::string_view) const;
  [[nodiscard]] std::string read_some() const;  // "" at the end, or when patience has

 private:
  struct Free {
    void operator()(SSL* tls) const { SSL_free(tls); }
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  };
  explicit Wire(int fd) : fd_(fd) {}
  int fd_;
  std::unique_ptr<SSL, Free> tls_;
};

}  // namespace nwd::http
