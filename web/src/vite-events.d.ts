interface WindowEventMap {
  'vite:preloadError': Event & { payload: Error };
}
