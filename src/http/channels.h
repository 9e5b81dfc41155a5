// Makes channels of accepted sockets. Brings Asio in: for server.cpp and channels.cpp alone.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include "http/channel.h"

namespace nwd::http {

std::unique_ptr<Channel> plain_channel(boost::asio::io_context&, boost::asio::ip::tcp::socket);
std::unique_ptr<Channel> tls_channel(boost::asio::io_context&, boost::asio::ip::tcp::socket,
                                     boost::asio::ssl::context&);

}  // namespace nwd::http
