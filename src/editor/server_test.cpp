#include "editor/server.h"

#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <sstream>

#include "charter/charter.h"
#include "editor/framing.h"
#include "editor/sample_test.h"
#include "editor/session.h"

namespace nwd::editor {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;
using testing::sample;

constexpr auto uri = "file:///draft.charter";

class Client {
 public:
  explicit Client(FindFile find = {})
      : server_([this](const json::object& message) { said_.emplace_back(message); }, std::move(find)) {}

  std::vector<json::value> raw(std::string_view content) {
    said_.clear();
    server_.receive(content);
    return std::move(said_);
  }
  std::vector<json::value> tell(std::string_view method, const json::value& params) {
    return raw(json::serialize(json::object{{"jsonrpc", "2.0"}, {"method", method}, {"params", params}}));
  }
  json::value ask(std::string_view method, const json::value& params) {
    const auto said =
        raw(json::serialize(json::object{{"jsonrpc", "2.0"}, {"id", ++id_}, {"method", method}, {"params", params}}));
    if (said.size() != 1 || said[0].at("id") != id_) throw std::logic_error("one answer to each request");
    return said[0];
  }
  json::value result(std::string_view method, const json::value& params) { return ask(method, params).at("result"); }
  std::int64_t error(std::string_view method, const json::value& params) {
    return ask(method, params).at("error").at("code").as_int64();
  }

  Client& started(const json::value& capabilities = json::object{}) {
    ask("initialize", {{"processId", nullptr}, {"rootUri", "file:///home"}, {"capabilities", capabilities}});
    tell("initialized", json::object{});
    return *this;
  }
  json::value opened(std::string_view text, std::string_view at = uri) {
    return tell("textDocument/didOpen",
                {{"textDocument", {{"uri", at}, {"languageId", "charter"}, {"version", 1}, {"text", text}}}})
        .at(0)
        .at("params");
  }
  json::value changed(int version, const json::value& changes) {
    const auto said = tell("textDocument/didChange",
                           {{"textDocument", {{"uri", uri}, {"version", version}}}, {"contentChanges", changes}});
    return said.at(0).at("params");
  }
  [[nodiscard]] const Server& server() const { return server_; }

 private:
  std::vector<json::value> said_;
  Server server_;
  std::int64_t id_ = 0;
};

json::value position(std::uint32_t line, std::uint32_t character) { return {{"line", line}, {"character", character}}; }
json::value spot(std::uint32_t line, std::uint32_t character, std::string_view at = uri) {
  return {{"textDocument", {{"uri", at}}}, {"position", position(line, character)}};
}
json::value range(std::uint32_t l1, std::uint32_t c1, std::uint32_t l2, std::uint32_t c2) {
  return {{"start", position(l1, c1)}, {"end", position(l2, c2)}};
}
const json::value document{{"textDocument", {{"uri", uri}}}};

TEST(Protocol, WhatIsNoCallIsRefusedWithTheRightCode) {
  Client client;
  const auto code = [&](std::string_view content) {
    const auto said = client.raw(content);
    return said.empty() ? 0 : said.at(0).at("error").at("code").as_int64();
  };
  EXPECT_EQ(code("{"), -32700);
  EXPECT_EQ(code("\xff"), -32700);
  EXPECT_EQ(code(R"({"jsonrpc":"2.0","id":1,"id":2,"method":"x"})"), -32700) << "a name stands twice";
  EXPECT_EQ(code(std::string(100, '[') + std::string(100, ']')), -32700) << "too deep";
  EXPECT_EQ(code("[]"), -32600);
  EXPECT_EQ(code("17"), -32600);
  EXPECT_EQ(code(R"({"id":1,"method":"initialize"})"), -32600);
  EXPECT_EQ(code(R"({"jsonrpc":"1.0","id":1,"method":"initialize"})"), -32600);
  EXPECT_EQ(code(R"({"jsonrpc":"2.0","id":1.5,"method":"initialize"})"), -32600);
  EXPECT_EQ(code(R"({"jsonrpc":"2.0","id":null,"method":"initialize"})"), -32600);
  EXPECT_EQ(code(R"({"jsonrpc":"2.0","id":1})"), -32600);
  EXPECT_EQ(code(R"({"jsonrpc":"2.0","id":1,"method":7})"), -32600);
  EXPECT_EQ(code(R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":7})"), -32600);
  EXPECT_EQ(code(R"({"jsonrpc":"2.0","id":1,"result":null})"), 0) << "an answer to what was never asked";
  EXPECT_EQ(client.raw(R"({"jsonrpc":"2.0","id":"a","method":"x"})").at(0).at("id"), "a");
}

TEST(Protocol, ASessionBeginsAndEndsInOrder) {
  Client client;
  EXPECT_EQ(client.error("textDocument/hover", spot(0, 0)), -32002);
  EXPECT_TRUE(client.tell("textDocument/didOpen", json::object{}).empty());
  EXPECT_EQ(client.error("initialize", nullptr), -32602);
  EXPECT_EQ(client.error("initialize", {{"capabilities", 1}}), -32602);
  client.started();
  EXPECT_EQ(client.error("initialize", {{"capabilities", json::object{}}}), -32600);
  EXPECT_EQ(client.error("textDocument/nonsense", json::object{}), -32601);
  EXPECT_TRUE(client.tell("$/cancelRequest", {{"id", 1}}).empty());
  EXPECT_TRUE(client.result("shutdown", nullptr).is_null());
  EXPECT_EQ(client.error("textDocument/hover", spot(0, 0)), -32600);
  EXPECT_EQ(client.error("shutdown", nullptr), -32600);
  EXPECT_FALSE(client.server().ended());
  client.tell("exit", nullptr);
  EXPECT_TRUE(client.server().ended());
  EXPECT_EQ(client.server().exit_status(), 0);
}

TEST(Protocol, ExitWithoutShutdownEndsWithOne) {
  Client client;
  client.tell("exit", nullptr);
  EXPECT_TRUE(client.server().ended());
  EXPECT_EQ(client.server().exit_status(), 1);
}

TEST(Protocol, ParametersOfAnotherShapeAreRefused) {
  Client client;
  client.started().opened(sample);
  for (const auto& params :
       std::vector<json::value>{nullptr,
                                json::array{},
                                json::object{},
                                spot(0, 0, "file:///other"),
                                {{"textDocument", 1}},
                                {{"textDocument", {{"uri", uri}}}, {"position", {{"line", -1}, {"character", 0}}}},
                                {{"textDocument", {{"uri", uri}}}, {"position", {{"line", 1.5}, {"character", 0}}}},
                                {{"textDocument", {{"uri", uri}}}, {"position", {{"line", "1"}, {"character", 0}}}}})
    for (const auto* method : {"textDocument/hover", "textDocument/definition", "textDocument/references",
                               "textDocument/completion", "textDocument/rename", "textDocument/prepareRename"})
      EXPECT_EQ(client.error(method, params), -32602) << method << json::serialize(params);
  EXPECT_EQ(client.error("textDocument/rename", spot(9, 6)), -32602) << "no new name";
  EXPECT_EQ(client.error("textDocument/codeAction", document), -32602);
  for (const auto& params : std::vector<json::value>{nullptr, json::object{}, {{"textDocument", {{"uri", uri}}}}}) {
    const auto said = client.tell("textDocument/didChange", params);
    EXPECT_EQ(said.at(0).at("method"), "window/logMessage");
  }
  EXPECT_EQ(client.tell("textDocument/didClose", {{"textDocument", {{"uri", "file:///other"}}}}).at(0).at("method"),
            "window/logMessage");
}

TEST(Protocol, SaysWhatItCanDoAndCountsAsAgreed) {
  Client narrow;
  EXPECT_EQ(narrow.result("initialize", {{"capabilities", json::object{}}}).at("capabilities").at("positionEncoding"),
            "utf-16");
  Client wide;
  wide.started({{"general", {{"positionEncodings", {"utf-16", "utf-8"}}}}});
  wide.opened(sample);
  const auto found = wide.result("textDocument/definition", spot(17, 7));  // "to jährig"
  EXPECT_EQ(found.at("range"), range(9, 6, 9, 13)) << "ä is two bytes";
  narrow.tell("initialized", json::object{});
  narrow.opened(sample);
  EXPECT_EQ(narrow.result("textDocument/definition", spot(17, 7)).at("range"), range(9, 6, 9, 12));
  EXPECT_EQ(narrow.result("textDocument/prepareRename", spot(12, 6)).at("range"), range(12, 6, 12, 16))
      << "𝄞 is two units";
}

TEST(Texts, DiagnosticsFollowTheText) {
  Client client;
  client.started({{"textDocument", {{"publishDiagnostics", {{"relatedInformation", true}}}}}});
  const auto broken = client.opened(
      "charter X \"x\"\nsource A \"a\" in force from 2020-01-01\nsource A \"b\" in force from 2020-01-01\nrule R cites "
      "A: owed healht\n");
  EXPECT_EQ(broken.at("version"), 1);
  const auto& all = broken.at("diagnostics").as_array();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0],
            (json::value{
                {"range", range(2, 7, 2, 8)},
                {"severity", 1},
                {"code", "C0302"},
                {"source", "nwd"},
                {"message", "the source `A` is declared twice"},
                {"relatedInformation",
                 {{{"location", {{"uri", uri}, {"range", range(1, 7, 1, 8)}}}, {"message", "first declared here"}}}}}));
  EXPECT_EQ(all[1].at("message"), "there is no service `healht`\nhelp: did you mean `health`?");
  const auto fixes = client.result("textDocument/codeAction", {{"textDocument", {{"uri", uri}}},
                                                               {"range", range(3, 22, 3, 22)},
                                                               {"context", {{"diagnostics", json::array{}}}}});
  ASSERT_EQ(fixes.as_array().size(), 1U);
  EXPECT_EQ(fixes.at(0).at("title"), "Did you mean `health`?");
  EXPECT_EQ(fixes.at(0).at("edit").at("changes").at(uri),
            (json::value{{{"range", range(3, 21, 3, 27)}, {"newText", "health"}}}));
  EXPECT_EQ(client.result("textDocument/codeAction", {{"textDocument", {{"uri", uri}}}, {"range", range(0, 0, 1, 0)}})
                .as_array()
                .size(),
            0U);

  const auto better = client.changed(
      2, {{{"range", range(3, 21, 3, 27)}, {"text", "health"}}, {{"range", range(2, 0, 3, 0)}, {"text", ""}}});
  EXPECT_EQ(better.at("version"), 2);
  EXPECT_TRUE(better.at("diagnostics").as_array().empty());
  EXPECT_EQ(client.changed(3, {{{"text", "ruul"}}}).at("diagnostics").as_array().size(), 1U);
  const auto closed = client.tell("textDocument/didClose", document);
  EXPECT_EQ(closed.at(0).at("params"), (json::value{{"uri", uri}, {"diagnostics", json::array{}}}));
  EXPECT_EQ(client.error("textDocument/hover", spot(0, 0)), -32602);
}

TEST(Texts, WithoutRelatedInformationTheMessageSaysWhere) {
  Client client;
  const auto told = client.started().opened("charter X \"x\"\nfund A \"a\"\nfund A \"a\"\n");
  EXPECT_EQ(told.at("diagnostics").at(0).at("message"), "the fund `A` is declared twice\nline 2: first declared here");
}

TEST(Texts, ASharedFileIsCheckedAsOne) {
  Client client;
  client.started();
  EXPECT_TRUE(client.opened(charter::builtin("standards")).at("diagnostics").as_array().empty());
  EXPECT_TRUE(client.opened(std::string(charter::builtin("facts")) + "\nfact hair: Date\n")
                  .at("diagnostics")
                  .as_array()
                  .empty());
}

TEST(Texts, AreBoundedInNumber) {
  Client client;
  client.started();
  for (std::size_t i = 0; i < max_documents; ++i) client.opened("", "file:///" + std::to_string(i));
  const auto said =
      client.tell("textDocument/didOpen", {{"textDocument", {{"uri", "file:///more"}, {"version", 1}, {"text", ""}}}});
  EXPECT_EQ(said.at(0).at("method"), "window/logMessage");
  EXPECT_EQ(client.opened("", "file:///0").at("uri"), "file:///0") << "what is open may be opened anew";
}

TEST(Requests, AreAnsweredForTheSample) {
  Client client;
  client.started({{"textDocument",
                   {{"hover", {{"contentFormat", {"markdown", "plaintext"}}}},
                    {"documentSymbol", {{"hierarchicalDocumentSymbolSupport", true}}}}}});
  client.opened(sample);
  const auto hover = client.result("textDocument/hover", spot(17, 5));
  EXPECT_EQ(hover.at("contents").at("kind"), "markdown");
  EXPECT_THAT(std::string(hover.at("contents").at("value").as_string()), HasSubstr("**state `jährig`**"));
  EXPECT_EQ(hover.at("range"), range(17, 5, 17, 11));
  EXPECT_TRUE(client.result("textDocument/hover", spot(2, 0)).is_null());

  auto params = spot(9, 6);
  params.as_object()["context"] = {{"includeDeclaration", true}};
  EXPECT_EQ(client.result("textDocument/references", params).as_array().size(), 6U);
  params.as_object()["context"] = {{"includeDeclaration", false}};
  EXPECT_EQ(client.result("textDocument/references", params).as_array().size(), 5U);
  const auto marks = client.result("textDocument/documentHighlight", spot(9, 6));
  EXPECT_EQ(marks.at(0), (json::value{{"range", range(9, 6, 9, 12)}, {"kind", 3}}));

  const auto symbols = client.result("textDocument/documentSymbol", document);
  EXPECT_EQ(symbols.as_array().size(), 20U);
  EXPECT_EQ(symbols.at(0).at("name"), "DEL");
  EXPECT_EQ(symbols.at(3).at("children").as_array().size(), 3U);
  EXPECT_EQ(symbols.at(12).at("detail"), "rule: owed housing > crisis, legal > civil");

  const auto completion = client.result("textDocument/completion", spot(17, 5));
  EXPECT_EQ(completion.at("isIncomplete"), false);
  EXPECT_GT(completion.at("items").as_array().size(), 10U);

  EXPECT_EQ(client.result("textDocument/prepareRename", spot(17, 6)).at("placeholder"), "jährig");
  params.as_object()["newName"] = "minor";
  EXPECT_EQ(client.result("textDocument/rename", params).at("changes").at(uri).as_array().size(), 6U);
  params.as_object()["newName"] = "youth";
  EXPECT_EQ(client.error("textDocument/rename", params), -32803);
  params.as_object()["newName"] = "18";
  EXPECT_EQ(client.error("textDocument/rename", params), -32602);
}

TEST(Requests, NamesAreColouredByWhatTheyMean) {
  Client client;
  client.started();
  client.opened("charter X \"ö\" # c\nfund ÄÖ \"a\"\nstate two words = from born + 18 years");
  EXPECT_EQ(client.result("textDocument/semanticTokens/full", document).at("data"),
            (json::value{0, 0, 7, 0, 0, 0, 10, 3, 1,  0, 0, 4,  3, 3, 0,  // charter "ö" # c
                         1, 0, 4, 0, 0, 0, 5,  2, 10, 1, 0, 3,  3, 1, 0,  // fund ÄÖ "a"
                         1, 0, 5, 0, 0, 0, 6,  9, 8,  1, 0, 12, 4, 0, 0,  // state two words = from
                         0, 5, 4, 4, 0, 0, 7,  2, 2,  0}));               // born 18
}

TEST(Requests, SymbolsAreFlatForAnOlderClient) {
  Client client;
  client.started().opened(sample);
  const auto symbols = client.result("textDocument/documentSymbol", document);
  EXPECT_EQ(symbols.at(0).at("location"), (json::value{{"uri", uri}, {"range", range(3, 0, 3, 111)}}));
}

TEST(Requests, FormattingGivesOneEditOfTheLinesThatChange) {
  Client client;
  client.started();
  client.opened("charter X \"x\"\nfund   A  \"a\"\nfund B \"b\"\n");
  const auto edits = client.result("textDocument/formatting", document);
  EXPECT_EQ(edits, (json::value{{{"range", range(1, 0, 2, 0)}, {"newText", "fund A \"a\"\n"}}}));
  client.changed(2, {{{"text", "charter X \"x\"\n"}}});
  EXPECT_EQ(client.result("textDocument/formatting", document), json::array{});
  client.changed(3, {{{"text", "rule rule"}}});
  EXPECT_TRUE(client.result("textDocument/formatting", document).is_null());
}

TEST(Requests, WhatAllShareIsShownWhereTheUserHasTheFile) {
  Client client([](std::string_view root, std::string_view name, std::string_view content) {
    return content == charter::builtin(name) ? std::string(root) + "/standards/" + std::string(name) + ".charter" : "";
  });
  client.started().opened("charter X \"x\"\nstate a = from born\n");
  const auto found = client.result("textDocument/definition", spot(1, 16));
  EXPECT_EQ(found.at("uri"), "file:///home/standards/facts.charter");
  client.opened(charter::builtin("facts"), "file:///open.charter");
  EXPECT_EQ(client.result("textDocument/definition", spot(1, 16)).at("uri"), "file:///open.charter");
  Client alone;
  alone.started().opened("charter X \"x\"\nstate a = from born\n");
  EXPECT_TRUE(alone.result("textDocument/definition", spot(1, 16)).is_null());
}

TEST(Session, RunsOverStreams) {
  const auto run = [](std::string_view last) {
    std::stringstream in;
    std::stringstream out;
    write_message(in, R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}})");
    in << last;
    const int status = serve(in, out);
    std::string all;
    while (const auto message = read_message(out).value()) all += *message + '\n';
    return std::pair(status, all);
  };
  EXPECT_EQ(run("").first, 1) << "the client is gone";
  const auto [status, said] = run("Content-Length: x\r\n\r\n");
  EXPECT_EQ(status, 1);
  EXPECT_THAT(said, HasSubstr("-32700"));
  EXPECT_EQ(run("Content-Length: 44\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"shutdown\"}").first, 0);
}

}  // namespace
}  // namespace nwd::editor
