#include "http/router.h"

#include <algorithm>
#include <optional>

#include "base/json.h"
#include "base/text.h"

namespace nwd::http {
namespace {

bool is_parameter(std::string_view segment) { return segment.starts_with('{'); }

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9');
  });
}

std::string_view parameter_name(std::string_view segment) { return segment.substr(1, segment.size() - 2); }

bool is_segment(std::string_view segment) {
  if (is_parameter(segment)) return segment.ends_with('}') && is_name(parameter_name(segment));
  return !segment.empty() && segment.find_first_of("{}") == std::string_view::npos;
}

std::vector<std::string_view> segments_of(std::string_view pattern) {
  if (pattern == "/") return {};
  return split(pattern.substr(1), '/');
}

// The names of a pattern's parameters; nothing if it is malformed.
std::optional<std::vector<std::string>> parameters_of_pattern(std::string_view pattern) {
  std::vector<std::string> names;
  if (!pattern.starts_with('/')) return std::nullopt;
  for (const auto segment : segments_of(pattern)) {
    if (!is_segment(segment)) return std::nullopt;
    if (!is_parameter(segment)) continue;
    const auto parameter = parameter_name(segment);
    if (std::find(names.begin(), names.end(), parameter) != names.end()) return std::nullopt;
    names.emplace_back(parameter);
  }
  return names;
}

bool is_schema(const std::string& text) {
  if (text.empty()) return true;
  const auto value = json::parse(text);
  return value && value->is_object();
}

Failure wrong_route(const Route& route, const char* why) {
  return fail(Code::internal, "", "the route " + std::string(name(route.method)) + " " + route.pattern + " " + why);
}

}  // namespace

// One node a segment.
struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> written;
  std::unique_ptr<Node> parameter;
  std::vector<std::pair<Method, std::size_t>> routes;  // index into routes_
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;

Result<void> Router::add(Route route) {
  if (route.rule.empty()) return wrong_route(route, "says not who may use it");
  if (!route.handler) return wrong_route(route, "has no handler");
  auto names = parameters_of_pattern(route.pattern);
  if (!names) return wrong_route(route, "has a malformed pattern");
  if (!is_schema(route.request_schema) || !is_schema(route.response_schema))
    return wrong_route(route, "has a schema that is not a JSON object");

  Node* node = root_.get();
  for (const auto segment : segments_of(route.pattern)) {
    auto& next = is_parameter(segment) ? node->parameter : node->written[std::string(segment)];
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  for (const auto& [method, index] : node->routes)
    if (method == route.method) return wrong_route(route, "answers what another answers already");
  node->routes.emplace_back(route.method, routes_.size());
  parameters_.push_back(*std::move(names));
  routes_.push_back(std::move(route));
  return {};
}

// `rest` begins after a slash. A pattern written out may lead into a dead end where a parameter does not.
const Router::Node* Router::match(const Node& node, std::string_view rest, std::vector<std::string_view>& values) {
  const auto slash = rest.find('/');
  const auto segment = rest.substr(0, slash);
  const auto on = [&](const Node& next) -> const Node* {
    if (slash != std::string_view::npos) return match(next, rest.substr(slash + 1), values);
    return next.routes.empty() ? nullptr : &next;
  };
  const auto written = node.written.find(segment);
  if (written != node.written.end())
    if (const auto* found = on(*written->second)) return found;
  if (!node.parameter || segment.empty()) return nullptr;
  values.push_back(segment);
  const auto* found = on(*node.parameter);
  if (found == nullptr) values.pop_back();
  return found;
}

Router::Found Router::find(Method method, std::string_view path) const {
  Found found;
  if (!path.starts_with('/')) return found;
  std::vector<std::string_view> values;
  const Node* const node = path == "/" ? root_.get() : match(*root_, path.substr(1), values);
  if (node == nullptr) return found;
  const Method wanted = method == Method::head ? Method::get : method;
  for (const auto& [other, index] : node->routes) {
    if (other != wanted) continue;
    found.route = &routes_[index];
    for (std::size_t i = 0; i < values.size(); ++i) found.parameters.emplace_back(parameters_[index][i], values[i]);
    return found;
  }
  found.other_method = !node->routes.empty();
  for (const auto& [other, index] : node->routes) {
    found.allow.append(found.allow.empty() ? "" : ", ").append(name(other));
    if (other == Method::get) found.allow += ", HEAD";
  }
  return found;
}

}  // namespace nwd::http
