#include "editor/rpc.h"

#include "base/json.h"

namespace nwd::editor {

namespace json = boost::json;

namespace {

bool is_whole(const json::value& value) { return value.is_int64() || value.is_uint64(); }

tl::unexpected<RpcFailure> no_call(const char* why, json::value id = {}) {
  return tl::unexpected(RpcFailure{RpcCode::invalid_request, why, std::move(id)});
}

Failure wanted(std::string_view name, const char* what) {
  return fail(Code::invalid, "`" + std::string(name) + "` is wanted here: " + what + ".");
}

}  // namespace

tl::expected<Call, RpcFailure> read_call(std::string_view content) {
  auto parsed = nwd::json::parse(content);
  if (!parsed) return tl::unexpected(RpcFailure{RpcCode::parse_error, parsed.error().message, {}});
  auto* object = parsed->if_object();
  if (object == nullptr) return no_call("A message is one object.");
  Call call;
  if (auto* id = object->if_contains("id"); id != nullptr) {
    const bool answers = !object->contains("method");
    if (!id->is_string() && !is_whole(*id) && !(answers && id->is_null()))
      return no_call("An id is a text or a whole number.");
    call.id = *id;
    call.request = !answers;
  }
  const auto* version = object->if_contains("jsonrpc");
  if (version == nullptr || *version != "2.0") return no_call("`jsonrpc` is \"2.0\" here.", call.id);
  const auto* method = object->if_contains("method");
  const bool answers = object->contains("result") || object->contains("error");
  if (method == nullptr && answers) return call;
  if (method == nullptr || !method->is_string() || method->get_string().empty())
    return no_call("A message names its method.", call.id);
  call.method = method->get_string();
  if (auto* params = object->if_contains("params"); params != nullptr) {
    if (!params->is_object() && !params->is_array() && !params->is_null())
      return no_call("`params` is an object or a list.", call.id);
    call.params = std::move(*params);
  }
  return call;
}

json::object answer(const json::value& id, json::value result) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}};
}

json::object answer(const RpcFailure& failure) {
  return {{"jsonrpc", "2.0"},
          {"id", failure.id},
          {"error", json::object{{"code", static_cast<std::int32_t>(failure.code)}, {"message", failure.message}}}};
}

json::object notification(std::string_view method, json::value params) {
  return {{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}};
}

Result<const json::value*> member(const json::value& params, std::string_view name) {
  const auto* object = params.if_object();
  const auto* found = object == nullptr ? nullptr : object->if_contains(name);
  if (found == nullptr) return wanted(name, "it is missing");
  return found;
}

Result<std::string_view> text_member(const json::value& params, std::string_view name) {
  NWD_TRY(const auto* found, member(params, name));
  if (!found->is_string()) return wanted(name, "a text");
  return std::string_view(found->get_string());
}

Result<std::uint32_t> number_member(const json::value& params, std::string_view name) {
  NWD_TRY(const auto* found, member(params, name));
  constexpr std::int64_t most = 0x7fffffff;  // uinteger of the protocol
  const bool fits = found->is_int64() && found->get_int64() >= 0 && found->get_int64() <= most;
  if (!fits) return wanted(name, "a whole number, not below 0");
  return static_cast<std::uint32_t>(found->get_int64());
}

const json::value* at_path(const json::value& from, std::initializer_list<std::string_view> path) {
  const auto* at = &from;
  for (const auto name : path) {
    const auto* object = at->if_object();
    at = object == nullptr ? nullptr : object->if_contains(name);
    if (at == nullptr) return nullptr;
  }
  return at;
}

bool flag_at(const json::value& from, std::initializer_list<std::string_view> path) {
  const auto* found = at_path(from, path);
  return found != nullptr && found->is_bool() && found->get_bool();
}

}  // namespace nwd::editor
