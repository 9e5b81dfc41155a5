// Who asks, as bounds and counts of tries see them: the other end of the connection, or whom a proxy in front of the
// server says that it asks for. Used inside this folder only.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace nwd::http {

// IPv4 in IPv6 as IPv4.
boost::asio::ip::address unmapped(const boost::asio::ip::address&);
// An IPv6 peer has a whole /64 of addresses.
std::string peer_text(const boost::asio::ip::address&);
// Unmapped; none if it is no address.
std::optional<boost::asio::ip::address> parse_peer(std::string_view);
// The last address of the last X-Forwarded-For: that proxy wrote it. What stands before it, anybody may have sent. None
// if there is none.
std::optional<std::string> forwarded_for(const Pairs& headers);

}  // namespace nwd::http
