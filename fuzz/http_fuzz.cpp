// Any bytes as an HTTP request: Beast's parser as the server sets it, then every rule of http/parse.h, then what
// handlers read of a request.
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstddef>
#include <cstdint>

#include "http/conditional.h"
#include "http/parse.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace bhttp = boost::beast::http;
  bhttp::request_parser<bhttp::string_body> parser;
  parser.header_limit(16U << 10U);
  parser.body_limit(std::uint64_t{1} << 16U);
  parser.eager(true);
  boost::beast::error_code failed;
  parser.put(boost::asio::buffer(data, size), failed);
  if (!parser.is_header_done()) return 0;
  auto request = nwd::http::to_request(parser.get().base());
  if (!request) return 0;
  request->body = parser.get().body();
  (void)nwd::http::check_same_origin(*request, "https://notes.example");
  (void)nwd::http::check_host(*request, "https://notes.example");
  (void)nwd::http::required_version(*request);
  (void)nwd::http::not_modified(*request, "\"1\"");
  (void)request->form();
  (void)request->cookie("s");
  (void)request->query_value("a");
  return 0;
}
