#include "http/router.h"

#include <algorithm>

#include "base/text.h"

namespace nwd::http {
namespace {

bool is_parameter(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

// "/a/{id}" and "/a/{name}" answer the same paths.
bool same_shape(std::string_view a, std::string_view b) {
  const auto x = split(a, '/');
  const auto y = split(b, '/');
  return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                    [](auto p, auto q) { return (is_parameter(p) && is_parameter(q)) || p == q; });
}

}  // namespace

// One node a segment; what is written out goes before a parameter.
struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> written;
  std::unique_ptr<Node> parameter;
  std::vector<std::pair<Method, std::size_t>> routes;  // index into routes_
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;

Result<void> Router::add(Route route) {
  if (route.rule.empty()) return fail(Code::internal, "", "the route " + route.pattern + " says not who may use it");
  if (!route.handler) return fail(Code::internal, "", "the route " + route.pattern + " has no handler");
  if (!route.pattern.starts_with('/')) return fail(Code::internal, "", "a pattern starts with '/': " + route.pattern);
  for (const auto& other : routes_)
    if (other.method == route.method && same_shape(other.pattern, route.pattern))
      return fail(Code::internal, "", "two routes answer " + std::string(name(route.method)) + " " + route.pattern);

  Node* node = root_.get();
  for (const auto segment : split(std::string_view(route.pattern).substr(1), '/')) {
    auto& next = is_parameter(segment) ? node->parameter : node->written[std::string(segment)];
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  node->routes.emplace_back(route.method, routes_.size());
  routes_.push_back(std::move(route));
  return {};
}

Router::Found Router::find(Method method, std::string_view path) const {
  Found found;
  if (!path.starts_with('/')) return found;
  const Node* node = root_.get();
  std::vector<std::string_view> values;
  for (const auto segment : split(path.substr(1), '/')) {
    const auto written = node->written.find(segment);
    if (written != node->written.end()) {
      node = written->second.get();
    } else if (node->parameter && !segment.empty()) {
      node = node->parameter.get();
      values.push_back(segment);
    } else {
      return found;
    }
  }
  const Method wanted = method == Method::head ? Method::get : method;
  for (const auto& [other, index] : node->routes) {
    if (other == wanted) found.route = &routes_[index];
    found.allow += (found.allow.empty() ? "" : ", ") + std::string(name(other));
    if (other == Method::get) found.allow += ", HEAD";
  }
  found.other_method = found.route == nullptr && !node->routes.empty();
  if (found.route == nullptr) return found;
  std::size_t next = 0;
  for (const auto segment : split(std::string_view(found.route->pattern).substr(1), '/'))
    if (is_parameter(segment)) found.parameters.emplace_back(segment.substr(1, segment.size() - 2), values[next++]);
  return found;
}

}  // namespace nwd::http
