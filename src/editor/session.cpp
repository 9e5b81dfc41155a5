#include "editor/session.h"

#include <boost/json/serialize.hpp>

#include "editor/framing.h"
#include "editor/server.h"

namespace nwd::editor {

int serve(std::istream& in, std::ostream& out, FindFile find_file) {
  const auto send = [&out](const boost::json::object& message) { write_message(out, boost::json::serialize(message)); };
  Server server(send, std::move(find_file));
  while (!server.ended() && out) {
    const auto message = read_message(in);
    if (!message) {
      send(answer(RpcFailure{RpcCode::parse_error, message.error().message, {}}));
      return 1;
    }
    if (!*message) break;
    server.receive(**message);
  }
  return server.exit_status();
}

}  // namespace nwd::editor
