// Room kept back on SQLite's disk: a file that is full of nothing and gives way, bit by bit, when the disk is full, so
// that what must be written down before somebody may read can still be written. Grows back as soon as there is room.
// Through SQLite's file system, like the database itself. Used inside this folder only, by one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"

namespace nwd::storage {

class Reserve {
 public:
  // Beside the database: "PATH-room". A disk without room for it is no error: then there is none.
  static Result<std::unique_ptr<Reserve>> open(const std::string& database, std::int64_t bytes);
  virtual ~Reserve() = default;

  [[nodiscard]] virtual bool whole() const = 0;
  virtual bool give() = 0;  // a megabyte for the database; false: none is left
  virtual void refill() = 0;
};

}  // namespace nwd::storage
