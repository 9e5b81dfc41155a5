// The addresses of a name, asked of the system's resolver before a deadline.
#pragma once

#include <sys/socket.h>

#include <chrono>
#include <string>
#include <vector>

#include "base/result.h"

namespace nwd::http {

struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t size = 0;
};

// At most four. unavailable: none, or not in time.
Result<std::vector<SocketAddress>> look_up(const std::string& host, std::uint16_t port,
                                           std::chrono::steady_clock::time_point until);

// Of the public internet: not this machine's, not a private network's, not a group's.
bool is_public(const SocketAddress&);

}  // namespace nwd::http
