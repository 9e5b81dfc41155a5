#include "http/parse.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <optional>

#include "base/text.h"
#include "http/head_rules.h"
#include "http/head_scan.h"

namespace nwd::http {
namespace {

namespace beast = boost::beast;
namespace bhttp = boost::beast::http;

constexpr std::size_t head_piece = 4096;
constexpr std::size_t body_piece = std::size_t{64} << 10U;
// A chunk's size line, or what follows the last chunk.
constexpr std::size_t longest_chunk_line = 8192;
constexpr std::size_t shortest_last_chunk = 5;  // "0\r\n\r\n"
// What chunking may add: many one-byte chunks are strange, but no fault.
constexpr std::uint64_t wire_bytes_per_byte = 16;

std::string_view std_view(beast::string_view text) { return {text.data(), text.size()}; }

// Collects what Beast's parser says.
class MessageParser final : public bhttp::basic_parser<true> {
 public:
  Head head;
  std::uint64_t chunk_room = 0;  // what further chunks may hold

 private:
  using Failed = beast::error_code;
  using Text = beast::string_view;

  void on_request_impl(bhttp::verb, Text method, Text target, int version, Failed&) override {
    head.method = std_view(method);
    head.target = std_view(target);
    head.version = version;
  }
  void on_response_impl(int, Text, int, Failed&) override {}
  void on_field_impl(bhttp::field, Text name, Text value, Failed& failed) override {
    // After the headers only trailers can come.
    if (headers_read_)
      failed = bhttp::error::bad_field;
    else
      head.request.headers.emplace_back(ascii_lower(std_view(name)), std_view(value));
  }
  void on_header_impl(Failed&) override { headers_read_ = true; }
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, Failed&) override {
    if (length) head.request.body.reserve(static_cast<std::size_t>(*length));  // checked against the route's bound
  }
  std::size_t on_body_impl(Text part, Failed&) override {
    head.request.body += std_view(part);
    return part.size();
  }
  // Counted here: Beast's own limit counts a chunk anew each time its line could not yet be read to the end.
  void on_chunk_header_impl(std::uint64_t size, Text, Failed& failed) override {
    if (size > chunk_room)
      failed = bhttp::error::body_limit;
    else
      chunk_room -= size;
  }
  std::size_t on_chunk_body_impl(std::uint64_t, Text part, Failed& failed) override {
    return on_body_impl(part, failed);
  }
  void on_finish_impl(Failed&) override {}

  bool headers_read_ = false;
};

}  // namespace

struct RequestReader::Parts {
  explicit Parts(std::size_t most) : header_bytes(most) { parser.emplace(); }

  const std::size_t header_bytes;
  beast::flat_buffer buffer;
  std::optional<MessageParser> parser;
  HeadScan scan;
  State state = State::head;
  Refusal refusal;
  std::size_t most_body = 0;
  std::uint64_t body_wire_bytes = 0;

  [[nodiscard]] std::string_view bytes() const {
    return {static_cast<const char*>(buffer.data().data()), buffer.size()};
  }
  State refuse(Refusal why) {
    refusal = std::move(why);
    return state = State::refused;
  }
  State refuse(int status, Code code, const char* message) { return refuse({status, {code, message, "", {}}}); }

  State read_head();
  State parse_head();
  State read_body();
  State body_failed(beast::error_code);
};

RequestReader::State RequestReader::Parts::read_head() {
  using Found = HeadScan::Found;
  const auto found = scan.look(bytes());
  if (found == Found::malformed) return refuse(malformed("control character, bare line end or folded line"));
  if (found == Found::target_too_long) return refuse(414, Code::too_large, "The address is too long.");
  if (found == Found::too_many_lines) return refuse(431, Code::too_large, "The request has too many headers.");
  const std::size_t size = found == Found::end ? scan.size() : buffer.size();
  if (size > header_bytes) return refuse(431, Code::too_large, "The request's headers are too long.");
  return found == Found::end ? parse_head() : state;
}

RequestReader::State RequestReader::Parts::parse_head() {
  parser->header_limit(static_cast<std::uint32_t>(scan.size() + 1));
  parser->body_limit(boost::none);  // take_body and the parser's chunk_room
  beast::error_code failed;
  const auto used = parser->put(boost::asio::const_buffer(bytes().data(), scan.size()), failed);
  if (failed == bhttp::error::bad_version) return refuse(505, Code::unsupported, "HTTP/1.1 is spoken here.");
  if (failed || !parser->is_header_done()) return refuse(malformed("head"));
  buffer.consume(used);
  if (auto why = apply_head_rules(parser->head, !parser->is_done())) return refuse(*std::move(why));
  return state = State::admitted;
}

RequestReader::State RequestReader::Parts::read_body() {
  if (parser->is_done()) return state = State::complete;
  if (buffer.size() == 0) return state = State::body;
  // Beast's parser asserts that a last chunk without others is put in whole, and nothing shorter can be one.
  const bool at_first_chunk = parser->chunked() && body_wire_bytes == 0;
  if (at_first_chunk && buffer.size() < shortest_last_chunk && bytes().front() == '0') return state = State::body;
  beast::error_code failed;
  const auto used = parser->put(buffer.data(), failed);
  buffer.consume(used);
  body_wire_bytes += used;
  if (failed && failed != bhttp::error::need_more) return body_failed(failed);
  if (parser->is_done()) return state = State::complete;
  const bool line_too_long = parser->chunked() && buffer.size() > longest_chunk_line;
  if (line_too_long || body_wire_bytes > wire_bytes_per_byte * (most_body + head_piece))
    return refuse(malformed("chunks"));
  return state = State::body;
}

RequestReader::State RequestReader::Parts::body_failed(beast::error_code failed) {
  if (failed == bhttp::error::body_limit) return refuse(too_large(most_body));
  return refuse(malformed("body"));
}

RequestReader::RequestReader(std::size_t header_bytes) : parts_(std::make_unique<Parts>(header_bytes)) {}
RequestReader::~RequestReader() = default;

std::span<char> RequestReader::space() {
  const auto room = parts_->buffer.prepare(parts_->state == State::body ? body_piece : head_piece);
  return {static_cast<char*>(room.data()), room.size()};
}

RequestReader::State RequestReader::received(std::size_t size) {
  parts_->buffer.commit(size);
  if (parts_->state == State::head) return parts_->read_head();
  if (parts_->state == State::body) return parts_->read_body();
  return parts_->state;
}

RequestReader::State RequestReader::take_body(std::size_t most_bytes) {
  auto& parser = *parts_->parser;
  const auto length = parser.content_length();
  if (length && *length > most_bytes) return parts_->refuse(too_large(most_bytes));
  parts_->most_body = most_bytes;
  parser.chunk_room = most_bytes;
  parser.eager(true);
  return parts_->read_body();
}

RequestReader::State RequestReader::next() {
  parts_->parser.emplace();
  parts_->scan = HeadScan();
  parts_->body_wire_bytes = 0;
  parts_->state = State::head;
  if (parts_->buffer.size() == 0 && parts_->buffer.capacity() > body_piece / 4) parts_->buffer.shrink_to_fit();
  return parts_->read_head();
}

RequestReader::State RequestReader::state() const { return parts_->state; }
bool RequestReader::begun() const { return parts_->state != State::head || parts_->buffer.size() > 0; }
const Refusal& RequestReader::refusal() const { return parts_->refusal; }
Request& RequestReader::request() { return parts_->parser->head.request; }
bool RequestReader::has_body() const { return parts_->parser->head.has_body; }

bool RequestReader::keep_alive() const {
  const auto& parser = *parts_->parser;
  return parts_->state == State::complete && parser.head.version == 11 && parser.keep_alive();
}

bool RequestReader::expects_continue() const {
  return parts_->parser->head.expects_continue && parts_->buffer.size() == 0;
}

std::uint64_t RequestReader::body_bytes(std::size_t most_bytes) const {
  if (!has_body()) return 0;
  const auto length = parts_->parser->content_length();
  return length ? *length : most_bytes;
}

}  // namespace nwd::http
