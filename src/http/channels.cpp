#include "http/channels.h"

#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

namespace nwd::http {
namespace {

namespace net = boost::asio;
using Socket = net::ip::tcp::socket;
using TlsStream = net::ssl::stream<Socket>;
using Failed = boost::system::error_code;

// One TLS record: a head and a small body go out in one.
constexpr std::size_t one_record = std::size_t{16} << 10U;
constexpr std::size_t most_read_away = std::size_t{1} << 20U;

template <class Stream>
class StreamChannel final : public Channel {
 public:
  static constexpr bool secure = std::is_same_v<Stream, TlsStream>;

  StreamChannel(net::io_context& io, Stream stream) : io_(io), stream_(std::move(stream)) {}

  void open(User user) override {
    if constexpr (secure)
      stream_.async_handshake(net::ssl::stream_base::server,
                              [user = std::move(user)](Failed failed) { user->on_open(!failed); });
    else
      user->on_open(true);
  }

  void read(std::span<char> space, User user) override {
    stream_.async_read_some(
        net::buffer(space.data(), space.size()),
        [user = std::move(user)](Failed failed, std::size_t size) { user->on_read(!failed, size); });
  }

  void write(std::string_view head, std::string_view body, User user) override {
    if (secure && head.size() + body.size() <= one_record) {
      joined_.assign(head).append(body);
      head = joined_;
      body = {};
    }
    const std::array<net::const_buffer, 2> parts{net::const_buffer(head.data(), head.size()),
                                                 net::const_buffer(body.data(), body.size())};
    net::async_write(stream_, parts,
                     [user = std::move(user)](Failed failed, std::size_t) { user->on_written(!failed); });
  }

  void stop_reading() override {
    Failed ignored;
    socket().cancel(ignored);
  }

  void finish(User user) override {
    if constexpr (secure)
      stream_.async_shutdown([this, user = std::move(user)](Failed) { half_close(user); });
    else
      half_close(user);
  }

  void abort() override {
    Failed ignored;
    socket().close(ignored);
  }

  void post(std::function<void()> work) override { net::post(io_, std::move(work)); }

 private:
  Socket& socket() {
    if constexpr (secure)
      return stream_.next_layer();
    else
      return stream_;
  }

  void half_close(const User& user) {
    Failed failed;
    socket().shutdown(Socket::shutdown_send, failed);
    if (!failed) read_away(user, 0);
  }

  void read_away(User user, std::size_t so_far) {
    if (so_far > most_read_away) return;
    socket().async_read_some(net::buffer(read_away_),
                             [this, so_far, user = std::move(user)](Failed failed, std::size_t size) mutable {
                               if (!failed) read_away(std::move(user), so_far + size);
                             });
  }

  net::io_context& io_;
  Stream stream_;
  std::string joined_;
  std::array<char, 1024> read_away_{};
};

}  // namespace

std::unique_ptr<Channel> plain_channel(net::io_context& io, Socket socket) {
  return std::make_unique<StreamChannel<Socket>>(io, std::move(socket));
}

std::unique_ptr<Channel> tls_channel(net::io_context& io, Socket socket, net::ssl::context& context) {
  return std::make_unique<StreamChannel<TlsStream>>(io, TlsStream(std::move(socket), context));
}

}  // namespace nwd::http
