#include "http/connection.h"

#include <fmt/format.h>

#include "http/admission.h"
#include "http/forwarded.h"
#include "http/response_head.h"

namespace nwd::http {
namespace {

using std::chrono::seconds;

constexpr int lingering_seconds = 2;
constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";

Refusal rate_refusal() {
  return {429, {Code::rate_limited, "Too many requests from here. Wait a moment, then try again.", "", {}}};
}
Refusal busy_refusal() {
  return {503, {Code::busy, "The server is busy just now. Nothing was lost: try again in a moment.", "", {}}};
}

}  // namespace

Connection::Connection(std::unique_ptr<Channel> channel, Core& core, Caller caller)
    : channel_(std::move(channel)), core_(core), caller_(std::move(caller)), reader_(core.options.limits.header_bytes) {
  core_.open.insert(this);
  ++core_.connections;
}

Connection::~Connection() {
  release_memory();
  core_.open.erase(this);
  if (!caller_.is_proxy) core_.peers.disconnect(caller_.peer);
}

void Connection::enter(Phase phase, int for_seconds) {
  phase_ = phase;
  since_ = core_.options.moment();
  deadline_ = since_ + seconds(for_seconds);
}

void Connection::start() {
  enter(Phase::opening, core_.options.limits.header_seconds);
  channel_->open(shared_from_this());
}

void Connection::on_open(bool ok) {
  if (ok) wait_for_request();
}

void Connection::wait_for_request() {
  if (core_.stopping) return close();
  enter(Phase::idle, core_.options.limits.idle_seconds);
  read();
}

void Connection::look_at_clock(Moment now) {
  if (phase_ == Phase::working || now < deadline_) return;
  const bool reading = (phase_ == Phase::head || phase_ == Phase::body) && !timed_out_ && !continuing_;
  if (!reading) return channel_->abort();
  timed_out_ = true;
  deadline_ = now + seconds(lingering_seconds);
  channel_->stop_reading();
}

void Connection::close_if_idle() {
  if (phase_ == Phase::opening || phase_ == Phase::idle) channel_->abort();
}

std::optional<Connection::Moment> Connection::waits_since() const {
  const bool waits = phase_ == Phase::opening || phase_ == Phase::idle || phase_ == Phase::head;
  return waits ? std::optional(since_) : std::nullopt;
}

void Connection::give_way() {
  enter(Phase::closing, lingering_seconds);
  channel_->abort();
}

void Connection::on_read(bool ok, std::size_t bytes) {
  if (phase_ == Phase::closing) return;
  if (timed_out_) {
    if (phase_ == Phase::head) begin_request();
    return refuse({408, {Code::timed_out, "The request took too long to arrive.", "", {}}});
  }
  if (!ok) return close();
  if (phase_ == Phase::idle) enter(Phase::head, core_.options.limits.header_seconds);
  go_on(reader_.received(bytes));
}

void Connection::go_on(RequestReader::State state) {
  using State = RequestReader::State;
  switch (state) {
    case State::head:
    case State::body: return read();
    case State::admitted: return on_head();
    case State::complete: return hand_over();
    case State::refused:
      if (phase_ == Phase::head) begin_request();
      return refuse(reader_.refusal());
  }
}

void Connection::begin_request() {
  started_ = core_.options.moment();
  route_ = nullptr;
  retry_after_ = 0;
  auto& request = reader_.request();
  request.request_id = fmt::format("{:x}-{:x}", core_.clock.now().ms, core_.next_id++);
  request.peer = caller_.is_proxy ? forwarded_for(request.headers).value_or(caller_.peer) : caller_.peer;
  request.secure = caller_.secure;
  request.received = core_.clock.now();
  ++core_.requests;
}

void Connection::on_head() {
  begin_request();
  auto& request = reader_.request();
  const auto& origin = core_.options.origin;
  retry_after_ = core_.peers.seconds_to_wait(request.peer, request.received);
  auto why = retry_after_ > 0 ? rate_refusal() : std::optional<Refusal>();
  if (!why) why = check_host(request, origin);
  if (!why) why = check_same_origin(request, origin);
  if (!why) why = find_route();
  if (!why) why = check_route(request, *route_, reader_.has_body());
  if (!why) why = hold_memory();
  if (why) return refuse(*why);
  take_body();
}

std::optional<Refusal> Connection::find_route() {
  auto& request = reader_.request();
  auto found = core_.router.find(request.method, request.path);
  route_ = found.route;
  request.parameters = std::move(found.parameters);
  if (route_ != nullptr) return std::nullopt;
  allow_ = std::move(found.allow);
  if (found.other_method) return Refusal{405, {Code::unsupported, "This address does not take that method.", "", {}}};
  return Refusal{404, {Code::not_found, "There is nothing at this address.", "", {}}};
}

// A body too large for its route is not this one's to refuse: take_body does.
std::optional<Refusal> Connection::hold_memory() {
  const auto wanted = reader_.body_bytes(route_->largest_body);
  if (wanted > route_->largest_body) return std::nullopt;
  if (core_.held_bytes + wanted > core_.options.limits.bodies_bytes) return busy_refusal();
  held_ = wanted;
  core_.held_bytes += held_;
  return std::nullopt;
}

void Connection::release_memory() {
  core_.held_bytes -= held_;
  held_ = 0;
}

void Connection::take_body() {
  enter(Phase::body, core_.options.limits.body_seconds);
  const bool asked = reader_.expects_continue();
  const auto state = reader_.take_body(route_->largest_body);
  if (!asked || state != RequestReader::State::body) return go_on(state);
  continuing_ = true;
  channel_->write(continue_line, {}, shared_from_this());
}

void Connection::hand_over() {
  enter(Phase::working, 0);  // the handler takes its own time
  const bool taken = core_.pool.post([self = std::static_pointer_cast<Connection>(shared_from_this())]() mutable {
    self->work();
    // The last reference goes back to the I/O thread with it.
    auto& channel = *self->channel_;
    channel.post([self = std::move(self)] { self->send(); });
  });
  if (!taken) refuse(busy_refusal());
}

void Connection::work() { prepare(run_handler(core_, reader_.request(), *route_)); }

void Connection::refuse(const Refusal& why) {
  if (why.status == 429 || why.status == 503) ++core_.turned_away;
  // What has no body is read to its end, so the connection can go on.
  if (reader_.state() == RequestReader::State::admitted && !reader_.has_body()) reader_.take_body(0);
  auto response = answer_error(core_, why.error, reader_.request(), route_);
  response.status = why.status;
  if (why.status == 405) response.with("Allow", allow_);
  if (retry_after_ > 0) set_header(response, "Retry-After", std::to_string(retry_after_));
  prepare(std::move(response));
  send();
}

void Connection::prepare(Response response) {
  const auto& request = reader_.request();
  response_ = finished(core_, request, route_, std::move(response));
  keep_alive_ = !timed_out_ && reader_.keep_alive() && !core_.stopping;
  head_ = response_head(response_, {request.method == Method::head, keep_alive_, core_.clock.now()});
  if (response_.status >= 500)
    ++core_.responses_5xx;
  else if (response_.status >= 400)
    ++core_.responses_4xx;
  const auto took = core_.options.moment() - started_;
  log_request(request, route_, response_, std::chrono::duration_cast<std::chrono::microseconds>(took).count());
}

void Connection::send() {
  const auto body = sent_body(response_, reader_.request().method == Method::head);
  const auto& limits = core_.options.limits;
  const auto slow = body.size() / limits.slowest_bytes_per_second;
  enter(Phase::writing, limits.write_seconds + static_cast<int>(slow));
  channel_->write(head_, body, shared_from_this());
}

void Connection::on_written(bool ok) {
  if (!ok) return channel_->abort();
  if (continuing_) {
    continuing_ = false;
    return read();
  }
  release_memory();
  if (!keep_alive_) return close();
  response_ = Response{};
  const auto state = reader_.next();
  if (!reader_.begun()) return wait_for_request();
  enter(Phase::head, core_.options.limits.header_seconds);
  go_on(state);
}

void Connection::close() {
  enter(Phase::closing, lingering_seconds);
  channel_->finish(shared_from_this());
}

}  // namespace nwd::http
