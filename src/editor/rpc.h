// JSON-RPC 2.0 as the Language Server Protocol 3.17 uses it: one call a message, never a batch.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/result.h"

namespace nwd::editor {

enum class RpcCode : std::int32_t {
  parse_error = -32700,
  invalid_request = -32600,
  method_not_found = -32601,
  invalid_params = -32602,
  not_initialized = -32002,
  request_failed = -32803  // well formed, but it cannot be done
};

struct Call {
  boost::json::value id{};  // of a request: a string or a whole number
  bool request = false;     // otherwise a notification, which has no answer
  std::string method{};     // empty: an answer to something, which this server never asked
  boost::json::value params{};
};

struct RpcFailure {
  RpcCode code;
  std::string message;
  boost::json::value id{};  // null where it could not be read
};

tl::expected<Call, RpcFailure> read_call(std::string_view content);

boost::json::object answer(const boost::json::value& id, boost::json::value result);
boost::json::object answer(const RpcFailure&);
boost::json::object notification(std::string_view method, boost::json::value params);

// Members of `params`, of the type that is wanted; otherwise `invalid`.
Result<const boost::json::value*> member(const boost::json::value& params, std::string_view name);
Result<std::string_view> text_member(const boost::json::value& params, std::string_view name);
Result<std::uint32_t> number_member(const boost::json::value& params, std::string_view name);
// Down a path of objects; null where it ends early.
const boost::json::value* at_path(const boost::json::value&, std::initializer_list<std::string_view> path);
bool flag_at(const boost::json::value&, std::initializer_list<std::string_view> path);

}  // namespace nwd::editor
