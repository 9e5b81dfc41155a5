#include "vault/secret.h"

#include <sodium.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "vault/locked_memory.h"

namespace nwd::vault {

void initialise() {
  if (sodium_init() < 0) std::abort();
}

SecretBytes::SecretBytes(std::size_t size) : size_(size), taken_(size) {
  if (size > 0) data_ = take_locked(size);
}

SecretBytes SecretBytes::copy_of(ByteView source) {
  SecretBytes copy(source.size());
  std::copy(source.begin(), source.end(), copy.data_);
  return copy;
}

SecretBytes SecretBytes::random(std::size_t size) {
  SecretBytes bytes(size);
  if (size > 0) randombytes_buf(bytes.data_, size);
  return bytes;
}

SecretBytes::~SecretBytes() { give_locked(data_, taken_); }

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      taken_(std::exchange(other.taken_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  if (this == &other) return *this;
  give_locked(data_, taken_);
  data_ = std::exchange(other.data_, nullptr);
  size_ = std::exchange(other.size_, 0);
  taken_ = std::exchange(other.taken_, 0);
  return *this;
}

void SecretBytes::shrink(std::size_t size) {
  if (size >= size_) return;
  sodium_memzero(data_ + size, size_ - size);
  size_ = size;
}

SecretBytes SecretBytes::clone() const { return copy_of(view()); }

bool equal_constant_time(ByteView a, ByteView b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

void wipe(std::string& text) {
  text.resize(text.capacity());  // what was longer once may lie behind the end
  sodium_memzero(text.data(), text.size());
  text.clear();
}

void wipe(Bytes& bytes) {
  bytes.resize(bytes.capacity());
  sodium_memzero(bytes.data(), bytes.size());
  bytes.clear();
}

}  // namespace nwd::vault
