#include "storage/fault_vfs.h"

#include <sqlite3.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>

namespace nwd::storage {
namespace {

struct State {
  std::mutex mutex;
  sqlite3_vfs* system = nullptr;
  int until = 0;  // operations to go well first; below 0: none fails
  int operations = 0;
  bool armed = false;
  bool lasting = false;
  bool failed = false;
  Fault fault = Fault::io_error;
  std::optional<std::int64_t> room;           // bytes by which files may still grow
  std::map<std::string, std::string> synced;  // by path: the bytes that would survive
};
State& state() {
  static State one;
  return one;
}

enum class Operation : std::uint8_t { write, sync, truncate };

// SQLite's code if this operation is to fail.
int judge(Operation operation) {
  auto& s = state();
  const std::lock_guard lock(s.mutex);
  if (!s.armed) return SQLITE_OK;
  ++s.operations;
  if (s.fault == Fault::sync_failed && operation != Operation::sync) return SQLITE_OK;
  const bool now = s.operations == s.until || (s.lasting && s.operations >= s.until) ||
                   (s.fault == Fault::sync_failed && !s.failed && s.operations >= s.until);
  if (!now) return SQLITE_OK;
  s.failed = true;
  if (s.fault == Fault::no_space) return operation == Operation::sync ? SQLITE_IOERR_FSYNC : SQLITE_FULL;
  if (operation == Operation::sync) return SQLITE_IOERR_FSYNC;
  return operation == Operation::write ? SQLITE_IOERR_WRITE : SQLITE_IOERR_TRUNCATE;
}

struct File {
  sqlite3_file base;
  const char* path;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }  // NOLINT: room asked for in szOsFile
};
File* mine(sqlite3_file* file) { return reinterpret_cast<File*>(file); }  // NOLINT: SQLite's own way
sqlite3_file* real(sqlite3_file* file) { return mine(file)->real(); }

std::string bytes_of_file(sqlite3_file* file) {
  sqlite3_int64 size = 0;
  file->pMethods->xFileSize(file, &size);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  if (size > 0) file->pMethods->xRead(file, bytes.data(), static_cast<int>(size), 0);
  return bytes;
}

// Whether a file may become so long.
bool takes_room(sqlite3_file* file, sqlite3_int64 size) {
  sqlite3_int64 now = 0;
  file->pMethods->xFileSize(file, &now);
  auto& s = state();
  const std::lock_guard lock(s.mutex);
  if (!s.room || size <= now) return true;
  if (size - now > *s.room) return false;
  *s.room -= size - now;
  return true;
}

void gives_room(sqlite3_file* file, sqlite3_int64 size) {
  sqlite3_int64 now = 0;
  file->pMethods->xFileSize(file, &now);
  auto& s = state();
  const std::lock_guard lock(s.mutex);
  if (s.room && size < now) *s.room += now - size;
}

int close_file(sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); }
int read_file(sqlite3_file* f, void* out, int n, sqlite3_int64 at) {
  return real(f)->pMethods->xRead(real(f), out, n, at);
}
int write_file(sqlite3_file* f, const void* in, int n, sqlite3_int64 at) {
  const int code = judge(Operation::write);
  if (code != SQLITE_OK) {
    if (n > 1) real(f)->pMethods->xWrite(real(f), in, n / 2, at);
    return code;
  }
  if (!takes_room(real(f), at + n)) return SQLITE_FULL;
  return real(f)->pMethods->xWrite(real(f), in, n, at);
}
int truncate_file(sqlite3_file* f, sqlite3_int64 size) {
  const int code = judge(Operation::truncate);
  if (code == SQLITE_OK) gives_room(real(f), size);
  return code != SQLITE_OK ? code : real(f)->pMethods->xTruncate(real(f), size);
}
// The disk itself is spared: what counts as synced is kept here.
int sync_file(sqlite3_file* f, int) {
  const int code = judge(Operation::sync);
  if (code != SQLITE_OK || mine(f)->path == nullptr) return code;
  auto bytes = bytes_of_file(real(f));
  const std::lock_guard lock(state().mutex);
  state().synced[mine(f)->path] = std::move(bytes);
  return SQLITE_OK;
}
int size_of_file(sqlite3_file* f, sqlite3_int64* size) { return real(f)->pMethods->xFileSize(real(f), size); }
int lock_file(sqlite3_file* f, int level) { return real(f)->pMethods->xLock(real(f), level); }
int unlock_file(sqlite3_file* f, int level) { return real(f)->pMethods->xUnlock(real(f), level); }
int reserved(sqlite3_file* f, int* out) { return real(f)->pMethods->xCheckReservedLock(real(f), out); }
int control(sqlite3_file* f, int op, void* arg) { return real(f)->pMethods->xFileControl(real(f), op, arg); }
int sector(sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); }
int traits(sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); }
int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
  return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
}
int shm_lock(sqlite3_file* f, int at, int n, int flags) { return real(f)->pMethods->xShmLock(real(f), at, n, flags); }
void shm_barrier(sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); }
int shm_unmap(sqlite3_file* f, int remove) { return real(f)->pMethods->xShmUnmap(real(f), remove); }

const sqlite3_io_methods methods = {2,           close_file,   read_file, write_file,  truncate_file,
                                    sync_file,   size_of_file, lock_file, unlock_file, reserved,
                                    control,     sector,       traits,    shm_map,     shm_lock,
                                    shm_barrier, shm_unmap,    nullptr,   nullptr};

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* f, int flags, int* out) {
  auto* system = state().system;
  mine(f)->path = path;  // SQLite keeps it as long as the file is open
  const int code = system->xOpen(system, path, real(f), flags, out);
  f->pMethods = code == SQLITE_OK ? &methods : nullptr;
  return code;
}
int delete_file(sqlite3_vfs*, const char* path, int sync_folder) {
  const int code = state().system->xDelete(state().system, path, sync_folder);
  const std::lock_guard lock(state().mutex);
  if (code == SQLITE_OK) state().synced.erase(path);
  return code;
}

sqlite3_vfs& shim() {
  static sqlite3_vfs one = [] {
    sqlite3_vfs vfs = *state().system;
    vfs.szOsFile += static_cast<int>(sizeof(File));
    vfs.zName = "fault";
    vfs.pNext = nullptr;
    vfs.xOpen = open_file;
    vfs.xDelete = delete_file;
    return vfs;
  }();
  return one;
}

}  // namespace

FaultVfs::FaultVfs() {
  state().system = sqlite3_vfs_find("unix");
  if (state().system == nullptr) throw std::runtime_error("SQLite has no unix VFS");
  state().synced.clear();
  mend();
  sqlite3_vfs_register(&shim(), 1);
}

FaultVfs::~FaultVfs() {
  mend();
  sqlite3_vfs_unregister(&shim());
  sqlite3_vfs_register(state().system, 1);
}

void FaultVfs::fail_at(int nth, Fault fault, bool lasting) {
  const std::lock_guard lock(state().mutex);
  state().until = nth;
  state().operations = 0;
  state().failed = false;
  state().fault = fault;
  state().lasting = lasting;
  state().armed = true;
}

void FaultVfs::room(std::int64_t bytes) {
  const std::lock_guard lock(state().mutex);
  state().room = bytes;
}

void FaultVfs::mend() {
  const std::lock_guard lock(state().mutex);
  state().armed = false;
  state().room.reset();
}

int FaultVfs::operations() const {
  const std::lock_guard lock(state().mutex);
  return state().operations;
}

bool FaultVfs::failed() const {
  const std::lock_guard lock(state().mutex);
  return state().failed;
}

void FaultVfs::power_cut(const std::filesystem::path& database, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const std::lock_guard lock(state().mutex);
  for (const char* suffix : {"", "-wal", "-journal"}) {
    const auto found = state().synced.find(database.string() + suffix);
    if (found == state().synced.end()) continue;
    std::ofstream out(folder / (database.filename().string() + suffix), std::ios::binary);
    out.write(found->second.data(), static_cast<std::streamsize>(found->second.size()));
  }
}

}  // namespace nwd::storage
