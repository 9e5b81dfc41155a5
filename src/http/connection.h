// One connection: reads a request within its bounds, hands it to the pool, writes the answer, and waits for the next.
// One request at a time: what is pipelined behind it stays unread. Belongs to the I/O thread, but while a worker has
// it.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "http/channel.h"
#include "http/core.h"
#include "http/parse.h"

namespace nwd::http {

// The other end of a connection.
struct Caller {
  std::string peer;
  bool secure = false;
  bool is_proxy = false;  // the trusted one: it says for whom it asks
};

class Connection final : public ChannelUser, public std::enable_shared_from_this<Connection> {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  Connection(std::unique_ptr<Channel>, Core&, Caller);
  ~Connection() override;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void start();
  void look_at_clock(Moment now);  // a bound of time may have passed
  void close_if_idle();
  // Set while it only waits for somebody to ask: such a one can give way when the server is full.
  [[nodiscard]] std::optional<Moment> waits_since() const;
  void give_way();

 private:
  enum class Phase : std::uint8_t { opening, idle, head, body, working, writing, closing };

  void on_open(bool ok) override;
  void on_read(bool ok, std::size_t bytes) override;
  void on_written(bool ok) override;

  void enter(Phase, int seconds);
  void go_on(RequestReader::State);
  void read() { channel_->read(reader_.space(), shared_from_this()); }
  void wait_for_request();
  void begin_request();
  void on_head();
  std::optional<Refusal> find_route();
  std::optional<Refusal> hold_memory();
  void release_memory();
  void take_body();
  void hand_over();
  void work();  // on a worker's thread
  void refuse(const Refusal&);
  void prepare(Response);  // on a worker's thread, or the I/O thread
  void send();
  void close();

  std::unique_ptr<Channel> channel_;
  Core& core_;
  const Caller caller_;
  RequestReader reader_;

  Phase phase_ = Phase::opening;
  Moment since_;
  Moment deadline_;
  bool timed_out_ = false;
  bool continuing_ = false;  // what is being written is 100 Continue
  bool keep_alive_ = false;
  std::uint64_t held_ = 0;  // bytes of memory promised to the body
  std::int64_t retry_after_ = 0;
  std::string allow_;
  const Route* route_ = nullptr;
  Moment started_;
  std::string head_;
  Response response_;
};

}  // namespace nwd::http
