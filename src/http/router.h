// The route table: what is served, by which rule, and what it says of itself. OpenAPI is written from it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace nwd::http {

using Handler = std::function<Result<Response>(const Request&)>;

enum class Kind : std::uint8_t { page, api, asset };

struct Route {
  Method method = Method::get;
  std::string pattern;  // "/api/v1/referrals/{id}/accept"
  Kind kind = Kind::page;
  std::string rule;             // who may: a word of access/; a route without one refuses to start
  std::string summary;          // for OpenAPI and docs
  std::string request_schema;   // JSON Schema text, or empty
  std::string response_schema;  // JSON Schema text, or empty
  std::size_t largest_body = std::size_t{64} << 10U;
  std::string body_type;       // media type of the request's body; empty: JSON for the API, a form for pages
  bool needs_version = false;  // If-Match is required: 428 without
  bool repeatable = false;     // Idempotency-Key is required: 400 without
  Handler handler;
};

class Router {
 public:
  Router();
  ~Router();
  Router(const Router&) = delete;
  Router& operator=(const Router&) = delete;

  // Errors (Code::internal): no rule, no handler, a malformed or repeated pattern, a schema that is not JSON.
  // Where two patterns take a path, what is written out goes before a parameter, from the left.
  Result<void> add(Route);
  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

  struct Found {
    const Route* route = nullptr;  // null: nothing there
    bool other_method = false;     // 405; `allow` says which
    std::string allow;
    Pairs parameters;
  };
  [[nodiscard]] Found find(Method, std::string_view path) const;

 private:
  struct Node;
  static const Node* match(const Node&, std::string_view rest, std::vector<std::string_view>& values);
  std::vector<Route> routes_;
  std::vector<std::vector<std::string>> parameters_;  // their names, by route
  std::unique_ptr<Node> root_;
};

// OpenAPI 3.1 of the routes of kind api. The same bytes for the same table.
std::string openapi(const Router&, std::string_view version);

}  // namespace nwd::http
