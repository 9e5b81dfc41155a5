#include "access/api_route.h"

namespace nwd::access {

http::Route api_route(http::Method method, std::string pattern, std::string summary, std::string_view takes,
                      std::string_view gives) {
  http::Route route;
  route.method = method;
  route.pattern = std::move(pattern);
  route.kind = http::Kind::api;
  route.summary = std::move(summary);
  route.request_schema = takes;
  route.response_schema = gives;
  route.largest_body = std::size_t{16} << 10U;
  return route;
}

}  // namespace nwd::access
