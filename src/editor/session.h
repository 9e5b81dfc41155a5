// A session of the language server over two streams, such as standard input and output.
#pragma once

#include <functional>
#include <istream>
#include <ostream>
#include <string>
#include <string_view>

namespace nwd::editor {

// Where the user has a file of this name ("facts", "standards") with exactly this content, below the folder that the
// client works in: its URI, or nothing.
using FindFile = std::function<std::string(std::string_view root_uri, std::string_view name, std::string_view content)>;

// Until `exit`, or until the client is gone. 0 if it said `shutdown` before, otherwise 1.
int serve(std::istream& in, std::ostream& out, FindFile find_file = {});

}  // namespace nwd::editor
