// Secrets live in locked, guarded memory (vault/locked_memory.h: mlock, no core dump, guard pages, wiped on release)
// and cannot be printed, copied by accident or compared but in constant time.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace nwd::vault {

void initialise();  // once, before anything else here; aborts if libsodium cannot start

class SecretBytes {
 public:
  SecretBytes() = default;
  explicit SecretBytes(std::size_t size);  // zeroes
  static SecretBytes copy_of(ByteView);    // the caller wipes the source
  static SecretBytes random(std::size_t size);
  ~SecretBytes();
  SecretBytes(SecretBytes&&) noexcept;
  SecretBytes& operator=(SecretBytes&&) noexcept;
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;

  [[nodiscard]] SecretBytes clone() const;
  void shrink(std::size_t size);  // to at most what it is; the rest is wiped
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] ByteView view() const { return {data_, size_}; }
  [[nodiscard]] std::span<std::uint8_t> writable() { return {data_, size_}; }
  [[nodiscard]] std::string_view text() const { return text_of(view()); }

 private:
  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t taken_ = 0;  // what was asked for
};

bool equal_constant_time(ByteView, ByteView);
void wipe(std::string&);  // overwrites and clears
void wipe(Bytes&);

}  // namespace nwd::vault
