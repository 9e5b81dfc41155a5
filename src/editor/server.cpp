#include "editor/server.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/value_from.hpp>

namespace nwd::editor {

namespace json = boost::json;

namespace {

json::object capabilities(Encoding encoding) {
  constexpr int incremental = 2;
  return {
      {"positionEncoding", encoding == Encoding::utf8 ? "utf-8" : "utf-16"},
      {"textDocumentSync", json::object{{"openClose", true}, {"change", incremental}, {"save", true}}},
      {"hoverProvider", true},
      {"definitionProvider", true},
      {"referencesProvider", true},
      {"documentHighlightProvider", true},
      {"documentSymbolProvider", true},
      {"completionProvider", json::object{{"triggerCharacters", json::array{".", ">"}}}},
      {"codeActionProvider", json::object{{"codeActionKinds", json::array{"quickfix"}}}},
      {"renameProvider", json::object{{"prepareProvider", true}}},
      {"documentFormattingProvider", true},
      {"semanticTokensProvider", json::object{{"legend", json::object{{"tokenTypes", json::value_from(colour_names)},
                                                                      {"tokenModifiers", json::array{"declaration"}}}},
                                              {"full", true}}}};
}

bool lists(const json::value* list, std::string_view wanted) {
  if (list == nullptr || !list->is_array()) return false;
  const auto& all = list->get_array();
  return std::any_of(all.begin(), all.end(), [&](const auto& v) { return v.is_string() && v.get_string() == wanted; });
}

Agreed agree(const json::value& params) {
  Agreed out;
  if (lists(at_path(params, {"capabilities", "general", "positionEncodings"}), "utf-8")) out.encoding = Encoding::utf8;
  out.related_information =
      flag_at(params, {"capabilities", "textDocument", "publishDiagnostics", "relatedInformation"});
  out.nested_symbols =
      flag_at(params, {"capabilities", "textDocument", "documentSymbol", "hierarchicalDocumentSymbolSupport"});
  out.markdown = lists(at_path(params, {"capabilities", "textDocument", "hover", "contentFormat"}), "markdown");
  return out;
}

RpcCode rpc_code(Code code) { return code == Code::invalid ? RpcCode::invalid_params : RpcCode::request_failed; }

}  // namespace

Server::Server(Send send, FindFile find_file) : send_(std::move(send)), find_file_(std::move(find_file)) {}

void Server::receive(std::string_view content) {
  if (ended()) return;
  const auto call = read_call(content);
  if (!call) return send_(answer(call.error()));
  if (call->method.empty()) return;
  if (call->request)
    request(*call);
  else
    notice(*call);
}

void Server::refuse(const Call& call, RpcCode code, std::string message) {
  send_(answer(RpcFailure{code, std::move(message), call.id}));
}

void Server::warn(const std::string& message) {
  constexpr int warning = 2;
  send_(notification("window/logMessage", json::object{{"type", warning}, {"message", message}}));
}

void Server::request(const Call& call) {
  using Handler = Answer (Server::*)(const Value&);
  static const std::map<std::string_view, Handler> handlers{
      {"textDocument/hover", &Server::hover},
      {"textDocument/definition", &Server::definition},
      {"textDocument/references", &Server::references},
      {"textDocument/documentHighlight", &Server::highlights},
      {"textDocument/documentSymbol", &Server::symbols},
      {"textDocument/completion", &Server::completion},
      {"textDocument/codeAction", &Server::code_actions},
      {"textDocument/prepareRename", &Server::prepare_rename},
      {"textDocument/rename", &Server::rename},
      {"textDocument/formatting", &Server::formatting},
      {"textDocument/semanticTokens/full", &Server::semantic_tokens}};
  if (stage_ == Stage::shut_down) return refuse(call, RpcCode::invalid_request, "The server has been shut down.");
  Handler handler = nullptr;
  if (call.method == "initialize") {
    if (stage_ == Stage::initialized)
      return refuse(call, RpcCode::invalid_request, "The server is initialized already.");
    handler = &Server::initialize;
  } else if (stage_ == Stage::fresh) {
    return refuse(call, RpcCode::not_initialized, "The first request is `initialize`.");
  } else if (call.method == "shutdown") {
    stage_ = Stage::shut_down;
    shut_down_ = true;
    documents_.clear();
    return send_(answer(call.id, nullptr));
  } else if (const auto found = handlers.find(call.method); found != handlers.end()) {
    handler = found->second;
  } else {
    return refuse(call, RpcCode::method_not_found, "There is no such method here: " + call.method.substr(0, 100));
  }
  auto result = (this->*handler)(call.params);
  if (!result) return refuse(call, rpc_code(result.error().code), result.error().message);
  send_(answer(call.id, *std::move(result)));
}

// A notification has no answer: what is wrong with it is told in the client's log.
void Server::notice(const Call& call) {
  if (call.method == "exit") stage_ = Stage::ended;
  if (stage_ != Stage::initialized) return;
  Result<void> done;
  if (call.method == "textDocument/didOpen") done = opened(call.params);
  if (call.method == "textDocument/didChange") done = changed(call.params);
  if (call.method == "textDocument/didClose") done = closed(call.params);
  if (!done) warn(call.method + ": " + done.error().message);
}

Server::Answer Server::initialize(const Value& params) {
  NWD_TRY(const auto* client, member(params, "capabilities"));
  if (!client->is_object()) return fail(Code::invalid, "`capabilities` is an object.");
  agreed_ = agree(params);
  const auto* folders = at_path(params, {"workspaceFolders"});
  const bool has_folder = folders != nullptr && folders->is_array() && !folders->get_array().empty();
  const auto* root = has_folder ? at_path(folders->get_array().front(), {"uri"}) : at_path(params, {"rootUri"});
  if (root != nullptr && root->is_string() && root->get_string().size() <= max_uri_bytes)
    root_uri_ = root->get_string();
  stage_ = Stage::initialized;
  return Value(json::object{{"capabilities", capabilities(agreed_.encoding)},
                            {"serverInfo", json::object{{"name", "nwd charter lsp"}}}});
}

Result<void> Server::opened(const Value& params) {
  NWD_TRY(const auto* item, member(params, "textDocument"));
  NWD_TRY(const auto uri, text_member(*item, "uri"));
  NWD_TRY(const auto* version, member(*item, "version"));
  NWD_TRY(const auto text, text_member(*item, "text"));
  if (!version->is_int64()) return fail(Code::invalid, "`version` is a whole number.");
  if (uri.size() > max_uri_bytes) return fail(Code::too_large, "A URI has at most 4096 bytes.");
  const std::string key(uri);
  if (documents_.size() >= max_documents && !documents_.contains(key))
    return fail(Code::too_large, "At most 200 texts are open at a time.");
  const auto [at, fresh] = documents_.insert_or_assign(key, Document(std::string(text), version->get_int64()));
  publish(at->first, at->second);
  return {};
}

Result<void> Server::change(Document& document, const Value& change) {
  NWD_TRY(const auto text, text_member(change, "text"));
  if (at_path(change, {"range"}) == nullptr) {
    document.replace(std::string(text));
    return {};
  }
  NWD_TRY(const auto* range, member(change, "range"));
  NWD_TRY(const auto* start, member(*range, "start"));
  NWD_TRY(const auto* end, member(*range, "end"));
  NWD_TRY(const auto from, place(*start));
  NWD_TRY(const auto to, place(*end));
  document.edit(from, to, agreed_.encoding, text);
  return {};
}

Result<void> Server::changed(const Value& params) {
  NWD_TRY(const auto* item, member(params, "textDocument"));
  NWD_TRY(const auto uri, text_member(*item, "uri"));
  NWD_TRY(const auto* version, member(*item, "version"));
  NWD_TRY(const auto* changes, member(params, "contentChanges"));
  const auto found = documents_.find(std::string(uri));
  if (found == documents_.end()) return fail(Code::not_found, "This text is not open.");
  if (!version->is_int64() || !changes->is_array()) return fail(Code::invalid, "A version and a list of changes.");
  Result<void> done;
  for (const auto& each : changes->get_array())
    if (done) done = change(found->second, each);
  found->second.settle(version->get_int64());
  publish(found->first, found->second);
  return done;
}

Result<void> Server::closed(const Value& params) {
  NWD_TRY(const auto* item, member(params, "textDocument"));
  NWD_TRY(const auto uri, text_member(*item, "uri"));
  if (documents_.erase(std::string(uri)) == 0) return fail(Code::not_found, "This text is not open.");
  send_(notification("textDocument/publishDiagnostics", json::object{{"uri", uri}, {"diagnostics", json::array{}}}));
  return {};
}

void Server::publish(const std::string& uri, const Document& document) {
  json::array list;
  for (const auto& d : document.analysis().diagnostics) list.push_back(json(uri, document).diagnostic(d));
  send_(notification("textDocument/publishDiagnostics",
                     json::object{{"uri", uri}, {"version", document.version()}, {"diagnostics", std::move(list)}}));
}

}  // namespace nwd::editor
