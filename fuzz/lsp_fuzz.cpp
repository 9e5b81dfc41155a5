// The language server. After an "s", the bytes are what a client writes on the stream. After anything else they are a
// text, and behind a NUL what an editor does with it, four bytes a deed: every answer is one answer, each edit leads to
// the same text here and there, and a rename that is granted changes nothing but a name.
#include <boost/json.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <string_view>

#include "base/text.h"
#include "editor/document.h"
#include "editor/rename.h"
#include "editor/server.h"
#include "editor/session.h"

namespace {

namespace json = boost::json;
using namespace nwd::editor;

void must(bool holds) {
  if (!holds) std::abort();
}

void stream(std::string_view bytes) {
  std::istringstream in{std::string(bytes)};
  std::ostringstream out;
  const int status = serve(in, out);
  must(status == 0 || status == 1);
}

class Editor {
 public:
  explicit Editor(std::string text)
      : text_(std::move(text)), document_(text_, 1), server_([this](const json::object&) { ++said_; }) {
    ask("initialize", {{"capabilities", {{"general", {{"positionEncodings", {"utf-8"}}}}}}});
    tell("textDocument/didOpen", {{"textDocument", {{"uri", "u"}, {"version", 1}, {"text", text_}}}});
  }

  void deed(std::uint8_t what, Place at, std::uint8_t more) {
    static const char* const asked[] = {"hover",          "definition", "references",         "documentHighlight",
                                        "documentSymbol", "completion", "codeAction",         "prepareRename",
                                        "rename",         "formatting", "semanticTokens/full"};
    const json::value position{{"line", at.line}, {"character", at.character}};
    json::value params{{"textDocument", {{"uri", "u"}}},
                       {"position", position},
                       {"newName", "so called"},
                       {"range", {{"start", position}, {"end", position}}}};
    if (what % 13 < 11) return ask(std::string("textDocument/") + asked[what % 13], params);
    if (what % 13 == 11) return rename(at);
    edit(at, more);
  }

 private:
  void edit(Place at, std::uint8_t more) {
    static const char* const written[] = {"", "ö", "\n", "\"", "rule R cites S: ", "state x = never\n", "#", "\r"};
    const char* text = written[more % 8];
    const Place to{at.line, at.character + more / 32U};
    const Lines lines(text_);
    const auto from = lines.offset(text_, at, Encoding::utf8);
    text_.replace(from, lines.offset(text_, to, Encoding::utf8) - from, text);
    document_.edit(at, to, Encoding::utf8, text);
    document_.settle(2);
    must(document_.text() == text_);
    tell("textDocument/didChange", {{"textDocument", {{"uri", "u"}, {"version", 2}}},
                                    {"contentChanges",
                                     {{{"text", text},
                                       {"range",
                                        {{"start", {{"line", at.line}, {"character", at.character}}},
                                         {"end", {{"line", to.line}, {"character", to.character}}}}}}}}});
  }

  void rename(Place at) {
    const auto offset = document_.lines().offset(text_, at, Encoding::utf8);
    const auto edits = nwd::editor::rename(document_.analysis(), text_, offset, "so-called");
    if (!edits) return;
    const auto there = edited(text_, *edits);
    const auto after = analyse(there);
    must(after.diagnostics.size() == document_.analysis().diagnostics.size());
    must(after.names.uses.size() == document_.analysis().names.uses.size());
  }

  void ask(std::string_view method, const json::value& params) {
    said_ = 0;
    server_.receive(
        json::serialize(json::object{{"jsonrpc", "2.0"}, {"id", 1}, {"method", method}, {"params", params}}));
    must(said_ == 1);
  }
  void tell(std::string_view method, const json::value& params) {
    server_.receive(json::serialize(json::object{{"jsonrpc", "2.0"}, {"method", method}, {"params", params}}));
  }

  std::string text_;
  Document document_;
  int said_ = 0;
  Server server_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || size > (std::size_t{64} << 10U)) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT: char may alias anything
  if (bytes[0] == 's') return stream(bytes.substr(1)), 0;
  const auto end = bytes.find('\0');
  const auto text = bytes.substr(1, end == std::string_view::npos ? end : end - 1);
  if (!nwd::is_utf8(text)) return 0;
  Editor editor{std::string(text)};
  constexpr std::size_t most_deeds = 32;
  for (std::size_t i = end, deeds = 0; i < size && i + 4 < size && deeds < most_deeds; i += 4, ++deeds)
    editor.deed(data[i + 1], {data[i + 2], data[i + 3]}, data[i + 4]);
  return 0;
}
