// The whole program at work: every part built once and handed to the next, the server, and the clockwork that ends what
// has run out.
#pragma once

#include <memory>

#include "cli/installation.h"
#include "http/server.h"

namespace nwd::cli {

class Running {
 public:
  static Result<std::unique_ptr<Running>> start(const Settings&, const http::ServerOptions&);
  ~Running();
  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] storage::CommitCounts commit_counts() const;
  void stop();  // finishes requests under way, then closes the database

 private:
  struct Parts;
  explicit Running(std::unique_ptr<Parts>);
  std::unique_ptr<Parts> parts_;
};

}  // namespace nwd::cli
