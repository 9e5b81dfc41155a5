# Warnings, hardening, sanitizers, linker and compiler cache: one place, the same for every target.
option(NWD_SANITIZE "AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(NWD_FUZZ "libFuzzer targets (clang only)" OFF)
option(NWD_BENCH "benchmarks" OFF)

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_library(nwd_options INTERFACE)
target_compile_options(nwd_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Werror
  -fno-omit-frame-pointer -fstack-protector-strong -fPIE)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports these falsely inside std::string and std::variant at -O2 (GCC bugs 105329, 105593).
  target_compile_options(nwd_options INTERFACE -Wno-restrict -Wno-maybe-uninitialized -fcf-protection=full -fstack-clash-protection)
endif()
target_compile_definitions(nwd_options INTERFACE $<$<NOT:$<CONFIG:Debug>>:_FORTIFY_SOURCE=2> _GLIBCXX_ASSERTIONS)
add_link_options(-pie -Wl,-z,relro,-z,now,-z,noexecstack)

if(NWD_SANITIZE)
  target_compile_options(nwd_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -U_FORTIFY_SOURCE)
  add_link_options(-fsanitize=address,undefined)
endif()
if(NWD_FUZZ)
  target_compile_options(nwd_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
