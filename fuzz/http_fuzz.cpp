// Any bytes as what a client sends: read as the server reads them, in one piece and in pieces, which must come to the
// same; then every check before a handler, and what handlers read of a request.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/bytes.h"
#include "base/text.h"
#include "http/admission.h"
#include "http/conditional.h"
#include "http/parse.h"

namespace {

using nwd::http::RequestReader;
using State = RequestReader::State;

constexpr std::size_t most_body = std::size_t{1} << 16U;

void must(bool holds) {
  if (!holds) std::abort();
}

nwd::http::Route strict_route() {
  nwd::http::Route route;
  route.body_type = "text/plain";
  route.needs_version = true;
  route.repeatable = true;
  return route;
}

void use(const nwd::http::Request& request, bool has_body) {
  must(request.path.starts_with('/') && nwd::is_utf8(request.path));
  must(request.path.find("/../") == std::string::npos && request.path.find('\0') == std::string::npos);
  static const auto route = strict_route();
  (void)nwd::http::check_same_origin(request, "https://notes.example");
  (void)nwd::http::check_same_origin(request, "");
  (void)nwd::http::check_host(request, "https://notes.example");
  (void)nwd::http::check_route(request, route, has_body);
  (void)nwd::http::not_modified(request, "\"1\"");
  (void)request.form();
  (void)request.cookie("s");
  (void)request.query_value("a");
}

struct Outcome {
  std::size_t requests = 0;
  std::size_t body_bytes = 0;
  int refused = 0;
  bool operator==(const Outcome&) const = default;
};

Outcome read(std::string_view bytes, std::size_t piece) {
  RequestReader reader(std::size_t{16} << 10U);
  Outcome outcome;
  while (!bytes.empty() && outcome.refused == 0) {
    const auto space = reader.space();
    const auto size = std::min({space.size(), bytes.size(), piece});
    std::copy_n(bytes.begin(), size, space.begin());
    bytes.remove_prefix(size);
    auto state = reader.received(size);
    while (state == State::admitted || state == State::complete) {
      const bool complete = state == State::complete;
      use(reader.request(), reader.has_body());
      if (complete) {
        ++outcome.requests;
        outcome.body_bytes += reader.request().body.size();
        must(reader.request().body.size() <= most_body);
      }
      state = complete ? reader.next() : reader.take_body(most_body);
    }
    if (state == State::refused) outcome.refused = reader.refusal().status;
  }
  return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = nwd::text_of({data, size});
  const auto whole = read(bytes, bytes.size());
  must(read(bytes, 1) == whole);
  must(read(bytes, 7) == whole);
  return 0;
}
