// OpenSSL set up for a server: TLS 1.2 with forward secrecy and authenticated encryption, and TLS 1.3.
#pragma once

#include <boost/asio/ssl/context.hpp>

#include "base/result.h"
#include "http/server.h"

namespace nwd::http {

// Errors (invalid): a file that cannot be read, a key that is not the certificate's.
Result<void> set_up(boost::asio::ssl::context&, const Tls&);

}  // namespace nwd::http
