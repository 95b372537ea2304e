/** In the data folder while a house runs: `{ url, pid }`, so that commands find it. */
export const HOUSE_FILE = "house.json";
