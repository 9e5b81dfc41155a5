#include <spdlog/spdlog.h>

#include "http/testing.h"

namespace nwd::http {

std::chrono::steady_clock::time_point TestTime::look() {
  ++looks_;
  looks_.notify_all();
  if (runs) ++seconds_;
  return std::chrono::steady_clock::time_point(std::chrono::seconds(seconds_));
}

ServerTest::ServerTest() {
  spdlog::set_level(spdlog::level::off);
  options_.moment = [this] { return time_.look(); };
}

Route ServerTest::route(Method method, std::string pattern, Handler handler) {
  Route route;
  route.method = method;
  route.pattern = std::move(pattern);
  route.kind = Kind::api;
  route.rule = "anyone";
  route.largest_body = 1000;
  route.body_type = "text/plain";
  route.handler = std::move(handler);
  return route;
}

void ServerTest::add(Route route) { ASSERT_TRUE(router_.add(std::move(route))); }

void ServerTest::start() {
  add(Method::get, "/hello", [](const Request&) -> Result<Response> { return json("{\"hello\":true}"); });
  add(Method::post, "/echo", [](const Request& r) -> Result<Response> { return json(r.body); });
  options_.port = 0;
  auto started = Server::start(options_, router_, clock_, error_page_,
                               [](const Request& r, const Route*, Response& out) { add_security_headers(r, out); });
  ASSERT_TRUE(started) << started.error().message;
  server_ = *std::move(started);
}

int ServerTest::status_of_raw(std::string_view bytes) {
  auto c = client();
  EXPECT_TRUE(c.write(bytes));
  const auto answer = c.read();
  return answer ? answer->status : 0;
}

Response ServerTest::echo(std::string_view body, const Pairs& more_headers) {
  Pairs headers{{"Content-Type", "text/plain"}};
  headers.insert(headers.end(), more_headers.begin(), more_headers.end());
  return client().send(Method::post, "/echo", headers, body).value();
}

std::string header_of(const Response& response, std::string_view lower_case_name) {
  for (const auto& [name, value] : response.headers)
    if (name == lower_case_name) return value;
  return "";
}

}  // namespace nwd::http
