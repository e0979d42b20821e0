// Reads dates, numbers in words and places at a token: the parts that births and ages are made of.
//
// Each function returns the token behind what it read, or the token it was given when it read
// nothing. Thread-safe: pure functions.
#pragma once

#include <cstdint>
#include <string_view>

#include "detectors/reading.h"

namespace expurge {

bool IsMonthName(std::string_view folded);
// "quatorze", "quatre", "vingt", "cent", "mil": also "un", "une".
bool IsNumberWord(std::string_view folded);
bool IsYear(std::string_view folded);  // 1900 to 2099

// "17/03/1979", "4-2-68", "30 07 1979", "3 mars 1994", "1er août", "mars 1990", "vingt deux octobre
// mil neuf cent…", and numeric dates hit by OCR ("l3/O7/l964"). A year alone is no date.
uint32_t ReadDate(const Reading& reading, uint32_t at);
// "à Vannes", "au Havre", "aux Cayes, Haïti", "à Bălți (Moldavie)"; `preposition` false: the
// capitals may come at once ("Commercy").
uint32_t ReadPlace(const Reading& reading, uint32_t at, bool preposition);
// Whether a country other than France, or one of its people, stands in [first, last).
bool NamesCountryAbroad(const Reading& reading, uint32_t first, uint32_t last);

}  // namespace expurge
