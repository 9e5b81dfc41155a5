#include "http/name_lookup.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>

namespace nwd::http {
namespace {

using Moment = std::chrono::steady_clock::time_point;

constexpr std::size_t most_addresses = 4;
constexpr std::size_t most_left_behind = 16;

Failure no_address(const char* why) { return fail(Code::unavailable, "The server does not answer.", why); }

// What the resolver writes into: it must live until the resolver is done, however late that is.
struct Lookup {
  std::string host;
  std::string port;
  addrinfo hints{};
  gaicb request{};

  Lookup() = default;
  Lookup(const Lookup&) = delete;
  Lookup& operator=(const Lookup&) = delete;
  ~Lookup() {
    if (request.ar_result != nullptr) ::freeaddrinfo(request.ar_result);
  }
  [[nodiscard]] bool done() { return ::gai_error(&request) != EAI_INPROGRESS; }
};

// Lookups that nobody waits for any more.
class LeftBehind {
 public:
  bool room() {
    const std::lock_guard lock(mutex_);
    std::erase_if(list_, [](const auto& one) { return one->done(); });
    return list_.size() < most_left_behind;
  }
  void keep(std::unique_ptr<Lookup> one) {
    const std::lock_guard lock(mutex_);
    list_.push_back(std::move(one));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Lookup>> list_;
};

LeftBehind& left_behind() {
  static auto* const list = new LeftBehind;  // outlives the resolver's own threads
  return *list;
}

timespec time_until(Moment until) {
  const auto left = std::max(std::chrono::nanoseconds::zero(),
                             std::chrono::duration_cast<std::chrono::nanoseconds>(until - Moment::clock::now()));
  return {static_cast<std::time_t>(left.count() / 1'000'000'000), static_cast<long>(left.count() % 1'000'000'000)};
}

bool wait(Lookup& lookup, Moment until) {
  while (!lookup.done()) {
    const timespec left = time_until(until);
    if (left.tv_sec == 0 && left.tv_nsec == 0) return false;
    const gaicb* const list[] = {&lookup.request};
    ::gai_suspend(list, 1, &left);
  }
  return true;
}

bool in(std::uint32_t address, std::uint32_t network, int bits) { return (address ^ network) >> (32 - bits) == 0; }

bool is_public(std::uint32_t v4) {
  constexpr struct {
    std::uint32_t network;
    int bits;
  } special[] = {{0x00000000, 8},  {0x0a000000, 8},  {0x64400000, 10}, {0x7f000000, 8},  {0xa9fe0000, 16},
                 {0xac100000, 12}, {0xc0000000, 24}, {0xc0a80000, 16}, {0xc6120000, 15}, {0xe0000000, 3}};
  for (const auto& [network, bits] : special)
    if (in(v4, network, bits)) return false;
  return true;
}

}  // namespace

Result<std::vector<SocketAddress>> look_up(const std::string& host, std::uint16_t port, Moment until) {
  if (!left_behind().room()) return no_address("too many lookups wait");
  auto lookup = std::make_unique<Lookup>();
  lookup->host = host;
  lookup->port = std::to_string(port);
  lookup->hints.ai_family = AF_UNSPEC;
  lookup->hints.ai_socktype = SOCK_STREAM;
  lookup->hints.ai_flags = AI_NUMERICSERV;
  lookup->request.ar_name = lookup->host.c_str();
  lookup->request.ar_service = lookup->port.c_str();
  lookup->request.ar_request = &lookup->hints;
  gaicb* list[] = {&lookup->request};
  if (::getaddrinfo_a(GAI_NOWAIT, list, 1, nullptr) != 0) return no_address("no lookup");
  if (!wait(*lookup, until)) {
    if (::gai_cancel(&lookup->request) == EAI_NOTCANCELED) left_behind().keep(std::move(lookup));
    return no_address("the name's lookup took too long");
  }
  std::vector<SocketAddress> found;
  for (const auto* one = lookup->request.ar_result; one != nullptr && found.size() < most_addresses;
       one = one->ai_next) {
    SocketAddress& address = found.emplace_back();
    address.size = one->ai_addrlen;
    std::memcpy(&address.storage, one->ai_addr, one->ai_addrlen);
  }
  if (found.empty()) return no_address("no such name");
  return found;
}

bool is_public(const SocketAddress& address) {
  if (address.storage.ss_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address.storage, sizeof v4);
    return is_public(ntohl(v4.sin_addr.s_addr));
  }
  sockaddr_in6 v6{};
  std::memcpy(&v6, &address.storage, sizeof v6);
  return (v6.sin6_addr.s6_addr[0] & 0xe0U) == 0x20;  // 2000::/3 is what is given out (RFC 4291)
}

}  // namespace nwd::http
