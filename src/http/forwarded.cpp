#include "http/forwarded.h"

#include <algorithm>

#include "base/text.h"

namespace nwd::http {

namespace ip = boost::asio::ip;

ip::address unmapped(const ip::address& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, address.to_v6());
  return address;
}

std::string peer_text(const ip::address& any) {
  const auto address = unmapped(any);
  if (address.is_v4() || address.is_loopback()) return address.to_string();
  auto bytes = address.to_v6().to_bytes();
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  return ip::address_v6(bytes).to_string() + "/64";
}

std::optional<ip::address> parse_peer(std::string_view text) {
  boost::system::error_code failed;
  const auto address = ip::make_address(std::string(text), failed);
  if (failed) return std::nullopt;
  return unmapped(address);
}

std::optional<std::string> forwarded_for(const Pairs& headers) {
  const auto last =
      std::find_if(headers.rbegin(), headers.rend(), [](const auto& h) { return h.first == "x-forwarded-for"; });
  if (last == headers.rend()) return std::nullopt;
  const auto address = parse_peer(trim(split(last->second, ',').back()));
  if (!address) return std::nullopt;
  return peer_text(*address);
}

}  // namespace nwd::http
