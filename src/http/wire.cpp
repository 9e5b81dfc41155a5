#include "http/wire.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <utility>

namespace nwd::http {
namespace {

constexpr std::size_t one_read = std::size_t{16} << 10U;

Failure no_answer(const char* why) { return fail(Code::unavailable, "The server does not answer.", why); }

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;
};

std::optional<Address> parse_address(const std::string& text, std::uint16_t port) {
  Address out;
  sockaddr_in v4{};
  sockaddr_in6 v6{};
  if (::inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    v4.sin_port = htons(port);
    out.size = sizeof v4;
    std::memcpy(&out.storage, &v4, sizeof v4);
    return out;
  }
  if (::inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) != 1) return std::nullopt;
  v6.sin6_family = AF_INET6;
  v6.sin6_port = htons(port);
  out.size = sizeof v6;
  std::memcpy(&out.storage, &v6, sizeof v6);
  return out;
}

}  // namespace

Result<Wire> Wire::connect(const std::string& address, std::uint16_t port) {
  const auto to = parse_address(address, port);
  if (!to) return fail(Code::invalid, "Not an address: " + address);
  Wire wire(::socket(to->storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (wire.fd_ < 0) return no_answer("no socket");
  const auto* where = reinterpret_cast<const sockaddr*>(&to->storage);  // NOLINT: how sockets take addresses
  if (::connect(wire.fd_, where, to->size) != 0) return no_answer("connect");
  const int yes = 1;
  ::setsockopt(wire.fd_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  return wire;
}

Wire::Wire(Wire&& other) noexcept : fd_(std::exchange(other.fd_, -1)), tls_(std::move(other.tls_)) {}

Wire::~Wire() {
  if (fd_ >= 0) ::close(fd_);
}

Result<void> Wire::start_tls(const std::string& address, const std::filesystem::path& authority) {
  const std::unique_ptr<SSL_CTX, Free> context(SSL_CTX_new(TLS_client_method()));
  if (SSL_CTX_load_verify_file(context.get(), authority.c_str()) != 1)
    return fail(Code::invalid, "The certificate cannot be read: " + authority.string());
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  tls_.reset(SSL_new(context.get()));  // holds the context itself
  SSL_set_verify(tls_.get(), SSL_VERIFY_PEER, nullptr);
  X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls_.get()), address.c_str());
  SSL_set_fd(tls_.get(), fd_);
  if (SSL_connect(tls_.get()) != 1) return no_answer("TLS handshake");
  return {};
}

void Wire::patience(int seconds) const {
  const timeval wait{seconds, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
}

bool Wire::write_all(std::string_view bytes) const {
  while (!bytes.empty()) {
    const auto sent = tls_ ? SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()))
                           : ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::string Wire::read_some() const {
  std::string bytes(one_read, '\0');
  const auto got = tls_ ? SSL_read(tls_.get(), bytes.data(), static_cast<int>(bytes.size()))
                        : ::recv(fd_, bytes.data(), bytes.size(), 0);
  bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return bytes;
}

}  // namespace nwd::http
