// The language server: takes one message after the other, sends what there is to say. No threads, no files, no clock:
// it knows what the client told it and what the program carries.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "editor/document.h"
#include "editor/rpc.h"
#include "editor/session.h"
#include "editor/to_json.h"

namespace nwd::editor {

inline constexpr std::size_t max_documents = 200;  // open at a time
inline constexpr std::size_t max_completions = 2000;
inline constexpr std::size_t max_uri_bytes = 4096;

class Server {
 public:
  using Send = std::function<void(const boost::json::object&)>;

  explicit Server(Send, FindFile = {});
  void receive(std::string_view content);  // any bytes

  [[nodiscard]] bool ended() const { return stage_ == Stage::ended; }
  // 0 after `shutdown`, otherwise 1: as the protocol has it for `exit`.
  [[nodiscard]] int exit_status() const { return shut_down_ ? 0 : 1; }

 private:
  enum class Stage : std::uint8_t { fresh, initialized, shut_down, ended };
  using Value = boost::json::value;
  using Answer = Result<Value>;
  struct Spot {  // a position in an open text
    const std::string* uri;
    const Document* document;
    std::uint32_t offset;
  };

  void request(const Call&);
  void notice(const Call&);
  void refuse(const Call&, RpcCode, std::string message);
  void warn(const std::string& message);

  // Lifecycle and texts (server.cpp).
  Answer initialize(const Value& params);
  Result<void> opened(const Value& params);
  Result<void> changed(const Value& params);
  Result<void> change(Document&, const Value& change);
  Result<void> closed(const Value& params);
  void publish(const std::string& uri, const Document&);

  // Requests (server_requests.cpp).
  [[nodiscard]] Result<std::map<std::string, Document>::const_iterator> open_text(const Value& params) const;
  [[nodiscard]] Result<Spot> spot(const Value& params) const;
  [[nodiscard]] Json json(const std::string& uri, const Document& document) const {
    return {agreed_, uri, document.text(), document.lines()};
  }
  [[nodiscard]] Result<Place> place(const Value& position) const;
  Answer hover(const Value& params);
  Answer definition(const Value& params);
  Answer references(const Value& params);
  Answer highlights(const Value& params);
  Answer symbols(const Value& params);
  Answer completion(const Value& params);
  Answer code_actions(const Value& params);
  Answer prepare_rename(const Value& params);
  Answer rename(const Value& params);
  Answer formatting(const Value& params);
  Answer semantic_tokens(const Value& params);
  [[nodiscard]] Value declaration(const Spot&, const Symbol&) const;

  Send send_;
  FindFile find_file_;
  Stage stage_ = Stage::fresh;
  bool shut_down_ = false;
  Agreed agreed_;
  std::string root_uri_;
  std::map<std::string, Document> documents_;
};

}  // namespace nwd::editor
