// The socket of one connection, plain or TLS, without saying which library moves the bytes. All but post() is for the
// I/O thread alone; the user is kept alive until what it asked for has ended.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string_view>

namespace nwd::http {

class ChannelUser {
 public:
  virtual ~ChannelUser() = default;
  virtual void on_open(bool ok) = 0;  // the TLS handshake is done
  virtual void on_read(bool ok, std::size_t bytes) = 0;
  virtual void on_written(bool ok) = 0;
};

class Channel {
 public:
  using User = std::shared_ptr<ChannelUser>;

  virtual ~Channel() = default;
  virtual void open(User) = 0;
  virtual void read(std::span<char>, User) = 0;
  virtual void write(std::string_view head, std::string_view body, User) = 0;  // both stay where they are
  virtual void stop_reading() = 0;                                             // on_read(false) follows
  // Says that no more will come, then reads away what is still on its way in, or the peer would see a reset before our
  // answer. Ends by itself when the peer closes, and by abort().
  virtual void finish(User) = 0;
  virtual void abort() = 0;
  virtual void post(std::function<void()>) = 0;  // from any thread: to be run on the I/O thread
};

}  // namespace nwd::http
