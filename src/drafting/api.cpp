// The same as the pages, for programs: under /api/v1/charters. A charter is given by name or as text.
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "base/json.h"
#include "base/text.h"
#include "charter/explain.h"
#include "charter/token.h"
#include "drafting/changes.h"
#include "drafting/room.h"
#include "drafting/schemas.h"
#include "drafting/verdicts.h"
#include "proof/render.h"

namespace nwd::drafting {

namespace js = boost::json;
using access::Context;
using http::Request;
using http::Response;

namespace {

constexpr std::size_t longest_person = std::size_t{64} << 10U;
constexpr std::size_t longest_name = 64;

Error one_problem(std::string field, std::string text) {
  return {Code::invalid, "Some of it is not right.", "", {{std::move(field), "json-charter", std::move(text)}}};
}

struct Given {
  std::string file;  // how it is called in answers
  std::string text;
};

Result<Given> by_name(const std::string& name, const std::string& path) {
  for (const auto known : charter::builtin_charters())
    if (known == name) return Given{name, std::string(charter::builtin(name))};
  return fail(one_problem(path, "There is no charter of this name."));
}

// {"charter": "model"} or {"text": "charter …"}. The text is taken as it is: lines are counted from its first byte.
Result<Given> given_in(json::Fields& in, const std::string& path) {
  const auto name = in.optional_text("charter", longest_name);
  const auto* text = in.any("text");
  if (name && text == nullptr) return by_name(*name, path + "charter");
  if (name || text == nullptr || !text->is_string())
    return fail(one_problem(path + "text", "Give either the name of a charter or a text."));
  const auto& content = text->get_string();
  if (content.size() > charter::max_text_bytes) return fail(Code::too_large, "A charter is at most 4 MiB of text.");
  return Given{"text", std::string(content)};
}

// The charter, or what is wrong with it, line by line.
Result<charter::Charter> sound(Room& room, const Given& given, const std::string& path) {
  NWD_TRY(auto checked, room.check(given.text));
  if (checked.charter) return *std::move(checked.charter);
  const LineIndex index(given.text);
  Error error{Code::invalid, "The charter has errors. Mend them first.", "", {}};
  for (const auto& d : checked.diagnostics)
    error.fields.push_back({path + "text", "json-charter",
                            "line " + std::to_string(index.line(d.span.begin)) + ": " + d.code + " " + d.message});
  return fail(std::move(error));
}

// How far a proof is. The same request, sent again, gives the answer once it is there.
Response not_yet(const Found& found) {
  auto response = http::json(js::serialize(js::object{{"done", found.done}, {"of", found.of}}), 202);
  response.with("Retry-After", "1");
  return response;
}

Result<Response> list() {
  js::array out;
  for (const auto& law : carried_laws())
    out.push_back(js::object{{"name", law.name}, {"title", law.title}, {"rules", law.rules}});
  return http::json(js::serialize(js::object{{"charters", std::move(out)}}));
}

Result<Response> read(const Request& request) {
  const std::string name(request.parameter("name"));
  const auto given = by_name(name, "name");
  if (!given) return fail(Code::not_found, "There is no charter of this name.");
  return http::json(js::serialize(js::object{{"name", name}, {"text", given->text}}));
}

Result<Given> only_charter(const Request& request) {
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  NWD_TRY(auto given, given_in(in, ""));
  NWD_CHECK(in.done());
  return given;
}

Result<Response> check(Room& room, const Request& request) {
  NWD_TRY(const auto given, only_charter(request));
  NWD_TRY(const auto checked, room.check(given.text));
  return http::json(charter::render_json(checked.diagnostics, given.file, given.text));
}

Result<Response> verdicts(Room& room, const Request& request, const Context& context) {
  NWD_TRY(const auto given, only_charter(request));
  NWD_CHECK(sound(room, given, ""));
  NWD_TRY(const auto found, room.verdicts(context.session->member, given.text));
  if (found.error) return fail(*found.error);
  if (!found.complete) return not_yet(found);
  return http::json(proof::render_json(found.verdicts->law(), found.verdicts->all, given.file, given.text));
}

Result<Response> explain(Room& room, const Request& request) {
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  NWD_TRY(const auto given, given_in(in, ""));
  const auto person = in.text("person", longest_person);
  NWD_CHECK(in.done());
  NWD_TRY(const auto charter, sound(room, given, ""));
  std::vector<charter::Diagnostic> wrong;
  const auto facts = charter::read_facts(charter, person, wrong);
  if (!facts) return fail(one_problem("person", wrong.empty() ? facts.error().message : wrong.front().message));
  return http::json(charter::render_json(charter, *facts, charter::explain(charter, *facts)));
}

Result<Given> one_of_two(json::Fields& in, const char* name) {
  const auto* object = in.any(name);
  if (object == nullptr || !object->is_object())
    return fail(one_problem(name, "Give a charter here: {\"charter\": …} or {\"text\": …}."));
  json::Fields fields(*object, name);
  NWD_TRY(auto given, given_in(fields, std::string(name) + "."));
  NWD_CHECK(fields.done());
  return given;
}

Result<Response> difference(Room& room, const Request& request, const Context& context) {
  NWD_TRY(const auto body, json::parse(request.body));
  json::Fields in(body);
  NWD_TRY(const auto before, one_of_two(in, "before"));
  NWD_TRY(const auto after, one_of_two(in, "after"));
  NWD_CHECK(in.done());
  NWD_CHECK(sound(room, before, "before."));
  NWD_CHECK(sound(room, after, "after."));
  NWD_TRY(const auto found, room.changes(context.session->member, before.text, after.text));
  if (found.error) return fail(*found.error);
  if (!found.complete) return not_yet(found);
  const auto& two = *found.changes->charters;
  return http::json(proof::render_json({two.before, before.file}, {two.after, after.file}, found.changes->all));
}

struct Entry {
  http::Method method;
  const char* pattern;
  const char* summary;
  std::string_view takes;
  std::string_view gives;
  std::function<Result<Response>(Room&, const Request&, const Context&)> run;
};

http::Route route_of(const Entry& e) {
  http::Route route;
  route.method = e.method;
  route.pattern = e.pattern;
  route.kind = http::Kind::api;
  route.summary = e.summary;
  route.request_schema = e.takes;
  route.response_schema = e.gives;
  if (e.method == http::Method::post) route.largest_body = largest_form;
  return route;
}

}  // namespace

Result<void> add_api(const RoomPtr& room) {
  using http::Method;
  const Entry table[] = {
      {Method::get, "/api/v1/charters", "The laws that are carried.", "", schema::charters,
       [](Room&, const Request&, const Context&) { return list(); }},
      {Method::get, "/api/v1/charters/{name}", "The text of one.", "", schema::charter_text,
       [](Room&, const Request& request, const Context&) { return read(request); }},
      {Method::post, "/api/v1/charters/check", "What is wrong with a text, and where.", schema::one,
       schema::diagnostics, [](Room& r, const Request& request, const Context&) { return check(r, request); }},
      {Method::post, "/api/v1/charters/verdicts",
       "What each standard says of a charter. 202 while it is being proved: send it again.", schema::one,
       schema::verdicts, verdicts},
      {Method::post, "/api/v1/charters/explain",
       "What a person is owed, when, and by which rule, fact and source. Nothing of the person is kept.",
       schema::with_person, schema::explanation,
       [](Room& r, const Request& request, const Context&) { return explain(r, request); }},
      {Method::post, "/api/v1/charters/diff",
       "Who gains and who loses which days. 202 while it is being proved: send it again.", schema::two,
       schema::differences, difference}};
  for (const auto& e : table)
    NWD_CHECK(room->kit->site.add(
        route_of(e), drafters(),
        [room, run = e.run](const Request& request, const Context& context) { return run(*room, request, context); }));
  return {};
}

}  // namespace nwd::drafting
