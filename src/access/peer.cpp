#include "access/peer.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "base/bytes.h"

namespace nwd::access {

std::string network_of(std::string_view address) {
  constexpr std::array<std::uint8_t, 12> mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  std::string text(address.substr(0, address.find('%')));
  std::array<std::uint8_t, 16> bytes{};
  if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  const ByteView all(bytes);
  if (std::equal(mapped.begin(), mapped.end(), bytes.begin())) {
    std::string v4;
    for (const auto part : all.subspan(12)) v4 += (v4.empty() ? "" : ".") + std::to_string(part);
    return v4;
  }
  return hex(all.first(8)) + "/64";
}

}  // namespace nwd::access
